# Når noget ikke kan lade sig gøre, og hvorfor.

refused = Det kan desværre ikke lade sig gøre.
refused-not-allowed = Det har du ikke adgang til.
refused-not-a-reviewer = Det er RPA-teamet, der tager sig af forslagene. Er du med i teamet, så bed en koordinator om at tilføje dig i Teams.
refused-not-a-coordinator = Det er der kun koordinatorer, der kan.
refused-not-yours = Det kan kun den, der har sendt det.
refused-not-found = Det kan jeg ikke finde. Skriv »mine«, så ser du dine forslag.
refused-held-by-another = { $holder } har taget nr. { NUMBER($number, useGrouping: 0) }. Tal med { $holder }, hvis du vil overtage det.
refused-already-decided =
    { $status ->
        [rejected] Nr. { NUMBER($number, useGrouping: 0) } er allerede afvist.
        [withdrawn] Nr. { NUMBER($number, useGrouping: 0) } er trukket tilbage.
        [merged] Nr. { NUMBER($number, useGrouping: 0) } er slået sammen med et andet forslag.
       *[other] Nr. { NUMBER($number, useGrouping: 0) } er allerede afgjort.
    }
refused-already-claimed = RPA-teamet er gået i gang med nr. { NUMBER($number, useGrouping: 0) }. Skriv til dem, hvis du har fortrudt.
refused-already-answered = Spørgsmålet om nr. { NUMBER($number, useGrouping: 0) } er allerede besvaret. Tak for hjælpen.
refused-outdated = Nr. { NUMBER($number, useGrouping: 0) } har ændret sig, siden kortet blev vist. Her er det, som det ser ud nu.
refused-invite = Koden passer ikke, eller den er brugt. Bed den, der driver Guldkorn hos jer, om en ny.
refused-unreadable = Der er et felt, jeg ikke kunne læse. Se det efter, og prøv igen.
refused-nothing-came = Jeg fik ikke det, der står i felterne, så jeg har ikke ændret noget. Prøv igen. Sker det en gang til, så prøv fra en computer.
refused-too-many-files = Der er allerede { $most } filer her. Slet en af dem, før du sender en ny.
refused-too-many-drafts = Der er plads til { $most } kladder, og så mange har du. Skriv »mine«, åbn en af dem, og send den. Eller skriv »annuller«, når den er åben, og vælg »Slet«. Så er der plads til en ny.
refused-cpr-in-name = Filens navn ligner et CPR-nummer, så jeg har ikke hentet den. Slet den her i chatten, giv filen et andet navn, og send den igen.
refused-cpr = { problem-cpr }
refused-reviewers-unknown = Teams svarer ikke på, hvem der er med i RPA-teamet. Prøv igen om lidt.
refused-no-review-team = Vælg først den kanal, forslagene skal samles i. Føj mig til RPA-teamets team, og nævn mig i kanalen, så kan du vælge den.
refused-nobody-known = Jeg kan ikke se, hvem beskeden kommer fra. Skriv til mig i vores egen chat.
refused-unknown-button = Den knap virker ikke mere. Skriv »hjælp«, så viser jeg, hvad du kan.
refused-draft-gone = Den kladde er sendt eller slettet. Skriv »mine«, så ser du dine forslag.
refused-went-wrong = Der gik noget galt hos mig. Det, du skrev, er ikke gemt. Prøv igen.
