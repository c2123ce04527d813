# Businesscase, juridisk afklaring og drift: det, en robot koster, skal leve op til og sparer.

card-overtaken = Der er sket noget med forslaget, mens du skrev. Se det efter, og gem igen, hvis det stadig passer.
card-kept = Det er gemt.

## Businesscase

button-business_case_save = Gem, og regn ud
button-business_case_export = Hent som fil

question-hourly_rate =
    .label = Timepris for dem, der gør det i dag (kr.)
    .placeholder = For eksempel 350
question-development_hours =
    .label = Timer til at udvikle robotten
    .placeholder = For eksempel 40
question-development_rate =
    .label = Timepris for udvikling (kr.)
    .placeholder = For eksempel 700
question-licence_per_year =
    .label = Licens om året (kr.)
    .placeholder = For eksempel 5.000
question-operation_per_year =
    .label = Drift om året (kr.)
    .placeholder = For eksempel 2.000

card-case = Businesscase for nr. { $number }
    .help = Gem, så regner jeg ud, hvad robotten giver, og hvornår den har tjent sig ind.
    .unknown = Resultatet kan ikke regnes ud, før I ved, hvor ofte opgaven bliver lavet, og hvor lang tid den tager.
card-case-payback = Tjener sig ind på { $months ->
        [0] under en måned
        [one] { $months } måned
       *[other] { $months } måneder
    }
    .never = Tjener sig ikke ind
card-case-years = De første fem år (kr.)
    .year = År
    .net = Årets resultat
    .accumulated = I alt
card-kroner = { $amount } kr.
    .oere = { NUMBER($amount, minimumFractionDigits: 2, maximumFractionDigits: 2) } kr.
card-figure-gain = Gevinst om året
card-figure-running = Udgifter om året
card-figure-investment = Udvikling
card-figure-net = Overskud om året
card-figure-payback = Tilbagebetaling
card-case-how-gain = { $hours } × { $rate } = { $amount }
card-case-how-running = Licens { $licence } + drift { $operation } = { $amount }
card-case-how-investment = { $hours } × { $rate } = { $amount }
card-case-how-net = { $gain } − { $running } = { $yearly } Det første år går udviklingen fra: { $yearly } − { $investment } = { $first }
card-case-how-payback = Hver begyndt måned tæller med. Udviklingen koster { $investment }, og hvert år giver { $yearly }

note-case-in-chat = Jeg har lagt filen frem i vores egen chat.
note-case-file = Businesscasen for nr. { $number }
    .name = businesscase-{ $number }.csv
    .hours = Timer om året
    .gain = Gevinst om året (kr.)
    .running = Udgifter om året (kr.)
    .investment = Udvikling (kr.)
    .payback = Tjent ind efter (måneder)
note-case-unsent = Businesscasen nåede ikke frem, måske fordi den er ændret imens. Tryk »Hent som fil« en gang til, så prøver vi igen.

## Juridisk afklaring

button-legal_save = Gem
button-legal_verify = Kontrolleret i dag

card-legal = Juridisk afklaring af nr. { $number }
    .missing =
        { $count ->
            [one] Der mangler svar på én linje. Den skal besvares, før processen kan gå videre til implementering.
           *[other] Der mangler svar på { $count } linjer. De skal besvares, før processen kan gå videre til implementering.
        }
    .complete = Alle linjer er besvaret.
card-legal-legal_basis = Er hjemlen fundet og nævnt?
card-legal-data_categories = Er det afklaret, hvilke personoplysninger der indgår?
card-legal-impact_assessment = Er der lavet en konsekvensanalyse (DPIA)?
card-legal-automatic_decision = Træffer robotten afgørelser helt automatisk (GDPR, art. 22)?
card-legal-duties = Er partshøring og oplysningspligt på plads?
card-legal-journalising = Bliver det, robotten gør, journaliseret?
card-legal-processor_agreement = Er der en databehandleraftale?
card-legal-employees_informed = Ved medarbejderne, at robotten overtager opgaver, ikke job?
card-legal-answer-yes = Ja
card-legal-answer-no = Nej
card-legal-answer-not_relevant = Ikke relevant
card-legal-answered = { $answer } · { $name }, { $day }
card-legal-note = Note (frivillig)
    .placeholder = For eksempel en paragraf, en sag eller den, der har set på det
card-legal-open = Svar
card-legal-verified = sidst kontrolleret { $day }
    .never = ikke kontrolleret endnu
    .done = Det er skrevet ned, at lovparagraffen er kontrolleret i dag.

## Drift

problem-month-future = Den måned er ikke begyndt endnu.
problem-month-not-in-operation = Robotten var ikke i drift i den måned. Se efter, hvornår den blev sat i drift.
problem-too-much-for-a-month = Det er flere kørsler eller timer, end der kan være på en måned. Se tallene efter.

button-operation = Robotten
button-operation_save = Gem timerne

question-hours_saved =
    .label = Sparede timer i den måned
    .placeholder = For eksempel 7,5

card-operation = Drift af nr. { $number }
    .nobody = Ingen endnu
    .month = Måned
    .help = Timer, du skriver her, gælder i stedet for robottens egne kørsler i samme måned.
    .not-begun = Robotten er ikke i drift endnu. Når den er det, kan I følge her, hvad den sparer.
card-operation-to-people = Vælg, hvem der holder øje med den
card-operation-to-section = Ret datoer, vurdering og beskrivelse
card-operation-months = Sparede timer måned for måned
    .expected = Forventet
    .saved = Sparet
card-saved-so-far = Robotten har indtil nu sparet { $hours }.
