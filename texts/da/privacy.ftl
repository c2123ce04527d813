# Hvad der er gemt om en person, og hvordan de bliver glemt.

button-forget_me = Glem mig
card-help-my_data = Få alt, hvad jeg ved om dig, som en fil
card-help-forget_me = Slet det, jeg ved om dig
card-word-my_data = mine oplysninger
card-word-forget_me = glem mig
note-my-data = Det, jeg ved om dig
    .file = mine-oplysninger.json
    .inside = Det her er alt, hvad Guldkorn har gemt om dig. Hvad nøglerne betyder, står i dokumentationen på siden »Privacy«.
note-my-data-declined = Helt i orden. Skriv »mine oplysninger«, hvis du vil have dem en anden gang.
note-my-data-unsent = Dine oplysninger nåede ikke frem. Skriv »mine oplysninger«, så prøver vi igen.
card-forget-me = Skal jeg glemme dig?
    .deleted = Trykker du »Glem mig«, sletter jeg dit navn, dine valg og alt andet, jeg ved om dig. Det kan ikke fortrydes.
    .stays = Selve forslagene bliver stående, som de er skrevet, med deres tal, vurderinger og filer, men uden dit navn, så RPA-teamet kan arbejde videre. Skriver du til mig igen, møder jeg dig som en ny.
    .teams = Det, vi har skrevet til hinanden i Teams, bliver i Teams. Gør du ingenting nu, sker der ingenting.
card-forget-me-drafts =
    { $count ->
        [one] Din kladde bliver slettet.
       *[other] Dine { $count } kladder bliver slettet.
    }
card-forget-me-suggestions =
    { $count ->
        [one] Dit forslag bliver stående uden dit navn og din afdeling. Du hører ikke mere om det.
       *[other] Dine { $count } forslag bliver stående uden dit navn og din afdeling. Du hører ikke mere om dem.
    }
card-forget-me-holds =
    { $count ->
        [one] Det forslag, du har taget, bliver givet fri.
       *[other] De { $count } forslag, du har taget, bliver givet fri.
    }
card-forget-me-remarks =
    { $count ->
        [one] Det, du har skrevet som spørgsmål, svar, begrundelse eller kommentar, bliver slettet.
       *[other] De { $count } spørgsmål, svar, begrundelser og kommentarer, du har skrevet, bliver slettet.
    }
card-forget-me-coordinator = Du er ikke længere koordinator.
card-forgotten = Nu har jeg glemt dig
    .help = Tak for alt, hvad du har bidraget med. Skriv bare, hvis vi skal begynde forfra.
card-text-forgotten = (Teksten er slettet efter ønske fra den, der skrev den)
refused-last-coordinator = Du er den eneste koordinator. Skriv »hjælp«, tryk »Koordinatorer«, og gør en kollega til koordinator først, så der er en til at tage sig af forslagene.
refused-nobody-to-ask = Den, der foreslog nr. { NUMBER($number, useGrouping: 0) }, er ikke længere med, så der er ingen at spørge.
