# Felter der udfyldes og rettes, og rettelser der foreslås den anden vej.

button-section = Ret svar
button-section_save = Gem
button-suggest_edits = Foreslå rettelser
button-suggest_edits_send = Send
button-proposals = Se og svar

card-sections = Hvad vil du udfylde i nr. { $number }?
card-section-answers = Svarene fra den, der foreslog det
card-section-gain = Forventet gevinst
card-section-classification = Klassifikation
card-section-contacts = Kontakt og sag
card-section-solution = Løsning
card-section-implementation = Implementering
card-section-operation = Drift
card-section-notes = Interne noter
card-others = { $label } – andre
card-too-long-for-page = Teksten er for lang til at stå her. Det, der er gemt, bliver stående.
card-edit-saved = Det er gemt.
card-edit-overtaken = Der er sket noget med nr. { NUMBER($number, useGrouping: 0) }, mens du skrev. Se efter, og send igen, hvis det stadig passer.
card-stands-now = Her står der nu noget andet:
card-nothing-changed = Du har ikke ændret noget.

card-suggest = Foreslå rettelser til nr. { $number }
    .to_submitter = Ret i svarene. Den, der har foreslået opgaven, siger ja eller nej til hver rettelse.
    .to_team = RPA-teamet er gået i gang, så de siger ja eller nej til det, du retter.
card-suggest-sent = Dine rettelser er sendt.

card-proposals =
    { $count ->
        [one] RPA-teamet foreslår en rettelse til dit forslag nr. { $number }
       *[other] RPA-teamet foreslår { $count } rettelser til dit forslag nr. { $number }
    }
    .then = Bagefter: { $labels }
    .read = Læs det hele
    .done = Tak for svaret.
card-proposals-wait =
    { $count ->
        [one] RPA-teamet foreslår en rettelse. Se den, og svar
       *[other] RPA-teamet foreslår { $count } rettelser. Se dem, og svar
    }
card-proposal =
    .before = Nu
    .after = Forslag
    .yes = Ja tak
    .no = Nej tak
    .all = Ja tak til alle
    .overtaken = Svaret er blevet ændret, siden rettelsen blev foreslået.
card-offered =
    { $count ->
        [one] Der er en rettelse til nr. { $number } fra den, der foreslog det
       *[other] Der er { $count } rettelser til nr. { $number } fra den, der foreslog det
    }
card-proposals-decided = Der er svar på jeres rettelser til nr. { $number }
card-offers-decided = RPA-teamet har svaret på dine rettelser til nr. { $number }
