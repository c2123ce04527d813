# Det, der ikke kunne sendes: koordinatorens kort.

button-undelivered = Se efter igen
button-send_again = Prøv alle igen
card-word-undelivered = ikke sendt
card-undelivered = Det kunne jeg ikke sende
    .help = De seneste 14 dage. Tryk på en linje, så prøver jeg igen.
    .again = Prøv igen
card-undelivered-nothing = Alt er sendt de seneste 14 dage
card-undelivered-trying =
    { $count ->
        [one] Jeg prøver igen med én besked
       *[other] Jeg prøver igen med { $count } beskeder
    }
    .help = Tryk »Se efter igen« om lidt. Det, der stadig ikke kan sendes, står her så igen.
card-undelivered-more = … og { $count } til
card-undelivered-because-blocked = Har fjernet eller blokeret Guldkorn
card-undelivered-because-gone = Samtalen findes ikke mere i Teams
card-undelivered-because-large = Beskeden var for stor til Teams
card-undelivered-because-silent = Teams tog ikke imod, selvom jeg prøvede igen
card-undelivered-because-credential = Guldkorn måtte ikke skrive i Teams. Bed dem, der driver det, om at se på botten.
card-undelivered-because-defect = Noget gik galt i Guldkorn. De, der driver det, kan se i loggen, hvad det var.
card-undelivered-review-channel = Kanalen med forslag
card-undelivered-elsewhere = En anden samtale
card-undelivered-kind-receipt = kvittering
card-undelivered-kind-review = forslag til RPA-teamet
card-undelivered-kind-question = spørgsmål fra RPA-teamet
card-undelivered-kind-answer = svar til RPA-teamet
card-undelivered-kind-news = nyt om et forslag
card-undelivered-kind-named = besked om en rolle
card-undelivered-kind-comment = kommentar
card-undelivered-kind-reminder = påmindelse
card-undelivered-kind-digest = opsamling
card-undelivered-kind-flow = besked fra et flow
card-undelivered-kind-other = en besked
card-told-channel-closed = Jeg kan ikke længere skrive i kanalen med forslag
    .blocked = Guldkorn er fjernet fra teamet eller blokeret. Tilføj Guldkorn igen, så kommer det, kanalen mangler. Eller vælg en anden kanal: Skriv »@Guldkorn hej« dér.
    .gone = Kanalen findes ikke mere i Teams. Vælg en anden: Skriv »@Guldkorn hej« dér.
    .meanwhile = Intet går tabt imens: Skriv »kø« her i chatten, så ser du alle forslag.
