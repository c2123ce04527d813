# Forslaget på vej gennem faserne: kortet, siden bag »Mere« og det, der flytter det.

button-back_to_process = Tilbage
button-end = Afslut
button-move_with_reason = Flyt
button-set_aside = Sæt til side
button-take_up = Tag op igen
button-merge = Slå sammen
button-unmerge = Skil ad igen

card-menu-proposals = Svar på rettelser
card-menu-steer = Flyt, afvis, sæt til side
    .ended = Hvor den står
card-menu-assess = Vurdér
card-menu-figures = Tallene bag
card-menu-section = Udfyld felter
card-menu-business_case = Businesscase
card-menu-legal = Juridisk afklaring
card-menu-operation = Drift og gevinster
card-menu-people = Personer
card-menu-suggest_edits = Foreslå rettelser
card-menu-comments = Kommentarer
card-menu-history = Historik
card-menu-merge = Slå sammen med et andet forslag
card-menu-set_aside = Sæt til side
card-menu-release = Giv slip

card-deputy = Stedfortræder: { $name }
card-steer = Flyt nr. { $number }
    .moved = Den er flyttet.
    .taken_up = Den er taget op igen.
    .released = Den er fri igen.
    .unmerged = De to er skilt ad igen.
card-steer-to =
    { $phase ->
        [preanalysis] Til foranalyse
        [specification] Til specifikation
        [development] Til udvikling
        [implementation] Til implementering
        [operation] Sæt i drift
        [decommissioned] Tag ud af drift
       *[none] Flyt …
    }
card-skip-gate = Videre, selv om der mangler noget
card-move = Tilbage til en tidligere fase
card-move-back = Flyt nr. { $number } tilbage
card-choose-into = Fase
card-choose-status = Hvordan ender det?
card-end = Afslut nr. { $number }
    .done = Den, der har foreslået det, får besked.
card-set_aside = Sæt nr. { $number } til side
    .done = Den er sat til side.
card-merge = Slå nr. { $number } sammen med et andet forslag
    .help = Er det den samme opgave som i et andet forslag? Så går arbejdet videre dér.
    .number = Det andet forslags nummer
    .find = Find det
    .into = Den bliver slået sammen med:
    .what = Den, der har foreslået det, får besked, og alle, der følger med, følger det andet forslag fra nu af. Du kan skille dem ad igen.
    .done = De to er slået sammen.

card-into-preanalysis = foranalysen
card-into-specification = specifikationen
card-into-development = udviklingen
card-into-implementation = implementeringen
card-into-operation = driften
card-gate = Det skal på plads før { $phase }:
card-gate-open = Klar til { $phase }
card-gate-closed = Før { $phase } mangler: { $lines }
card-gate-missing = Mangler
card-gate-free = Den bliver din, når du flytter den.
card-gate-claimed = en, der tager den
card-gate-assessed = en vurdering
card-gate-judgement = en afklaring af den faglige vurdering
card-gate-business_case = en businesscase
card-gate-expert = en faglig kontaktperson
card-gate-legal = svar på hele den juridiske afklaring
card-gate-technologies = den anvendte teknologi
card-gate-schedule = en kørselsplan
card-gate-put_into_operation = datoen, hvor den blev sat i drift
card-gate-watcher = en, der holder øje med robotten

refused-merged-into-itself = Nr. { NUMBER($number, useGrouping: 0) } kan ikke slås sammen med sig selv. Skriv nummeret på det andet forslag.

card-yours = dit forslag nr. { $number }
card-followed = forslag nr. { $number }, som du følger
card-saves = Din idé sparer nu { $hours } om året.
    .others = Det sparer nu { $hours } om året.
card-told-taken-up = Der er nyt om { $whose }: RPA-teamet tager det op igen
card-told-merged = Der er nyt om { $whose }: Det er slået sammen med et andet
    .into = Arbejdet går videre her, og det følger du fra nu af:
card-told-unmerged = Der er nyt om { $whose }: Det står for sig selv igen
card-told-waiting =
    { $days ->
        [one] Nr. { $number } har stået i { $phase } i { $days } dag
       *[other] Nr. { $number } har stået i { $phase } i { $days } dage
    }
card-told-brought-back = Nr. { $number } skal ses på igen
    .why = Det er i dag, I ville se på det igen. Forslaget er tilbage i køen.
card-told-clause = Passer lovparagraffen stadig? Nr. { $number } er i drift
    .verified = Sidst kontrolleret { DATETIME($day, dateStyle: "long") }
    .never = Endnu ikke kontrolleret
card-remark-override = Begrundelse for at gå videre
