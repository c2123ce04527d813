# Kortene: hvad der står på dem, og hvad man kan trykke på.

## Knapper

button-suggest = Foreslå en opgave
button-mine = Mine forslag
button-form = Skriv på én side
button-answer = Videre
button-unknown = Ved ikke
button-skip = Spring over
button-back = Tilbage
button-cancel = Annuller
button-edit = Ret
button-confirm_found = Det passer
button-correct_found = Ret
button-submit = Send
button-add_more = Tilføj mere
button-save = Gem til senere
button-discard = Slet
button-continue = Fortsæt
button-restart = Begynd forfra
button-form_submit = Send forslaget
button-form_save = Gem til senere
button-status = Se forslaget
button-answer_question = Svar på spørgsmålet
button-withdraw = Træk tilbage
button-language = Sprog
button-mute = Beskeder
button-meant = Ja
button-not_meant = Nej, det er mit svar
button-claim = Tag den
button-release = Giv slip
button-ask = Spørg
button-accept = Til foranalyse
button-reject = Afvis
button-more = Mere
button-refresh = Opdatér
button-coordinators = Koordinatorer
button-name_coordinator = Gør til koordinator
button-make_review_channel = Saml forslagene her
button-digest_on = Slå til
button-digest_off = Slå fra
button-digest_preview = Vis nu

## Velkomst og hjælp

card-hello = Hej! Jeg er Guldkorn
card-welcome = Fortæl mig om en opgave, du laver igen og igen, så ser RPA-teamet på, om en robot kan tage den.
card-help = Det kan jeg hjælpe med
card-help-suggest = Fortæl om en opgave, en robot måske kan tage
card-help-mine = Se dine forslag og kladder
card-help-status = Se, hvordan det går med forslag nr. 12
card-help-back = Gå et spørgsmål tilbage
card-help-skip = Spring et spørgsmål over
card-help-cancel = Stop, og gem eller slet det, du har skrevet
card-help-language = Skift mellem dansk og engelsk
card-help-mute = Vælg, hvilke beskeder du vil have
card-help-reviewer = Du er med i RPA-teamet: Nye forslag kommer i jeres kanal, og alt, hvad I skal bruge, står på kortet. Ordene her virker også dér, når du nævner mig først.
card-help-coordinator = Du er koordinator: Du bestemmer, hvilken kanal forslagene samles i, og ser også de private.
card-help-queue = Se, hvad der er vigtigst lige nu
card-help-standup = Se det nye, det, der har ventet for længe, og det, der mangler noget
card-help-dashboard = Se tallene for det hele
card-help-settings = Vælg vægte, priser, frister og lister
card-help-digest = Skriv det i en kanal, hvor du nævner mig, så viser jeg hver uge, hvad der er kommet af nye forslag
card-help-undelivered = Se, hvad jeg ikke har kunnet sende
card-word-suggest = forslag
card-word-mine = mine
card-word-status = status 12
card-word-back = tilbage
card-word-skip = spring over
card-word-cancel = annuller
card-word-submit = send
card-word-language = sprog
card-word-mute = lydløs
card-word-hello = hej
card-word-help = hjælp
card-word-unmute = lyd til
card-word-settings = indstillinger
card-word-digest = opsamling
card-word-queue = kø
card-word-standup = tavlemøde
card-word-dashboard = overblik
card-language = Hvilket sprog skal vi bruge?
    .da = Dansk
    .en = English
card-mute = Hvad vil du høre om?
    .help = Slå fra, hvad du ikke vil have besked om. Det gælder dine egne forslag og dem, du følger. Du kan altid se dine forslag med »mine«.
    .claimed = Nogen i RPA-teamet har taget mit forslag
    .asked = RPA-teamet har et spørgsmål
    .proposed = RPA-teamet foreslår en rettelse
    .assessed = Et forslag er vurderet
    .moved = Et forslag går videre eller tilbage
    .rejected = Et forslag går ikke videre
    .commented = Nogen kommenterer et forslag
    .mentioned = Nogen nævner mig i en kommentar
    .named = Jeg får en rolle
    .reminded = Noget venter på mig
    .flow = Et flow i organisationen har en besked til mig
    .save = Gem
card-flow = Fra flowet »{ $name }«
card-did-you-mean = Mente du »{ $word }«?

## I et team

card-team = Jeg tager imod kollegernes forslag til opgaver, en robot kan overtage, og lægger dem frem for jer, ét kort ad gangen.
    .help = En koordinator kan vælge denne kanal som det sted, hvor forslagene samles.
card-review-channel-made = Forslagene samles nu her i kanalen
    .help = { $name } har valgt kanalen. Nye forslag kommer, så snart de er sendt.
card-coordinators = Koordinatorer
    .help = En koordinator vælger, hvor forslagene samles, kan læse de private og kan udnævne flere.
    .now = Koordinatorer nu
    .colleague = Kollega i RPA-teamet
    .all = Alle i RPA-teamet er koordinatorer.

## Spørgsmålene

card-progress = { $number } af { $total }
card-guess = Jeg gætter på { $guess }. Ret det, hvis det er noget andet.
card-choose = Vælg
card-choose-several = Vælg et eller flere
card-only-one-system = Er det kun ét system, kan du trykke på det:
card-change = Ret { $label }
card-too-long-to-change = Din tekst er gemt. Den er for lang til at stå her; skriv en ny, hvis du vil erstatte den.
card-recalled = Du skrev: { $answer }
card-found = Sådan har jeg forstået det
card-reading-kept = { $said } ({ $kept })

## Resuméet og siden

card-summary = Her er dit forslag
card-not-answered = Ikke besvaret endnu
card-task-module = Guldkorn
card-form = Fortæl om opgaven
card-form-problems =
    { $count ->
        [one] Der er én ting, vi skal have på plads. Den står ved feltet.
       *[other] Der er { $count } ting, vi skal have på plads. De står ved felterne.
    }
card-form-more = Vil du tilføje mere? (frivilligt)
card-cpr-in-field = Det ligner et CPR-nummer, så jeg har ikke gemt det. Skriv det igen uden nummeret.
card-too-long-for-form = Teksten er gemt, men for lang til at stå her. Du kan rette den i chatten.
card-write-for-example = Skriv for eksempel: { $readings }

## Kladder

card-resume = Hej igen. Vi var i gang med »{ $title }«.
card-resume-untitled = Hej igen. Vi var i gang med et forslag.
card-cancel = Skal jeg gemme »{ $title }« til senere?
card-cancel-untitled = Skal jeg gemme det til senere?

## Tal og dage

card-day = { DATETIME($day, dateStyle: "long") }
card-number = { $count }
card-number-of = Nr. { $number }
card-hours =
    { $hours ->
        [one] { $hours } time
       *[other] { $hours } timer
    }
card-hours-a-year = { $hours } om året
card-hours-unknown = Timer om året: ikke kendt endnu
card-figures = { $work } = { $hours }
card-each-time = { $long } pr. gang

## Faser og status

card-phase-idea = Idé
card-phase-preanalysis = Foranalyse
card-phase-specification = Specifikation
card-phase-development = Udvikling
card-phase-implementation = Implementering
card-phase-operation = I drift
card-phase-decommissioned = Taget ud af drift
card-status-not_rated = Ikke vurderet
card-status-pending = Afventer
card-status-in_progress = I gang
card-status-rejected = Afvist
card-status-failed = Mislykket
card-status-not_relevant = Ikke relevant mere
card-status-withdrawn = Trukket tilbage
card-status-merged = Slået sammen

## Fagområder

card-domain-administration = Administration
card-domain-beskaeftigelse = Beskæftigelse
card-domain-baeredygtighed = Bæredygtighed
card-domain-demokrati = Demokrati
card-domain-erhverv = Erhverv
card-domain-familie = Familie
card-domain-hr = HR
card-domain-it = IT
card-domain-kultur = Kultur
card-domain-miljoe = Miljø
card-domain-social = Social
card-domain-sundhed = Sundhed
card-domain-teknik = Teknik
card-domain-uddannelse = Uddannelse
card-domain-oekonomi = Økonomi

## Den, der har foreslået

card-receipt-waiting = Tak! Forslag nr. { $number } er hos RPA-teamet
card-receipt-claimed = RPA-teamet er gået i gang med forslag nr. { $number }
card-receipt-pending = Forslag nr. { $number } venter lidt
card-receipt-preanalysis = Forslag nr. { $number } går videre
card-receipt-specification = Forslag nr. { $number } bliver beskrevet
card-receipt-development = Forslag nr. { $number } er ved at blive til en robot
card-receipt-implementation = Forslag nr. { $number } er næsten klar
card-receipt-operation = Forslag nr. { $number } er i drift
card-receipt-decommissioned = Forslag nr. { $number } er taget ud af drift
card-receipt-rejected = RPA-teamet har set på forslag nr. { $number }
card-receipt-failed = Forslag nr. { $number } lykkedes ikke
card-receipt-not_relevant = Forslag nr. { $number } er ikke længere aktuelt
card-receipt-withdrawn = Forslag nr. { $number } er trukket tilbage
card-receipt-merged = Forslag nr. { $number } er slået sammen med et andet
card-next-waiting = Du hører fra mig, når de har set på det.
card-next-claimed = { $holder } ser på det. Du hører fra mig, når der er nyt.
card-next-pending = Det venter lige nu på, at RPA-teamet tager det op igen.
card-next-preanalysis = Det er nu i foranalyse, hvor RPA-teamet undersøger, hvad en robot kan tage.
card-next-specification = RPA-teamet beskriver nu, hvad robotten skal kunne.
card-next-development = RPA-teamet bygger nu robotten.
card-next-implementation = Robotten er bygget og bliver nu taget i brug.
card-next-operation = En robot udfører nu opgaven.
card-next-decommissioned = Robotten er stoppet og udfører ikke længere opgaven.
card-next-rejected = De går ikke videre med det lige nu.
card-next-failed = RPA-teamet har prøvet, men det kunne ikke lade sig gøre.
card-next-not_relevant = RPA-teamet har set på det, og der er ikke længere brug for det.
card-next-withdrawn = Du har selv taget det tilbage. Du kan altid foreslå det igen.
card-next-merged = Arbejdet går videre i { $twin }.
card-reassurance = Robotter overtager opgaver, ikke job.
card-their-reason = Deres begrundelse
card-look-again = Det bliver taget op igen { DATETIME($day, dateStyle: "long") }.
card-thanks = Tak for forslaget.
card-told-claimed = RPA-teamet er gået i gang med dit forslag nr. { $number }
card-told-moved =
    { $way ->
        [back] Der er nyt om { $whose }: Det er gået et skridt tilbage
        [operation] Godt nyt om { $whose }: Robotten er i drift
        [decommissioned] Der er nyt om { $whose }: Robotten er taget ud af drift
       *[on] Godt nyt om { $whose }: Det går videre
    }
card-told-ended =
    { $status ->
        [failed] Det lykkedes ikke med { $whose }
        [not_relevant] Der er nyt om { $whose }: Det er ikke længere aktuelt
       *[rejected] RPA-teamet har set på { $whose }
    }
card-told-coordinator = Du er nu koordinator
    .help = Føj mig til RPA-teamets team i Teams, og vælg en kanal til forslagene. Skriv »hjælp«, når du vil se, hvad jeg ellers kan.
card-asked = { $name } spørger om dit forslag nr. { $number }
    .expert = { $name } spørger om nr. { $number }, hvor du er faglig kontaktperson
card-asked-then = Bagefter fortsætter vi med »{ $title }«.
card-just-answer = Du kan bare svare her.
card-mine = Mine forslag
card-mine-nothing = Her er ikke noget endnu. Kender du en opgave, du laver igen og igen?
card-draft = Kladde · { $answered } af { $total } spørgsmål besvaret
card-untitled = Endnu uden titel
card-open = Åbn
card-see-all = Se det hele
card-newer = Nyere
card-older = Ældre
card-remark-question = Spørgsmål
card-remark-answer = Svar
card-remark-reason = Begrundelse
card-the-team = RPA-teamet
card-somebody = En kollega

## Opsamlingen

card-digest =
    { $count ->
        [one] Siden sidst: ét nyt forslag
       *[other] Siden sidst: { $count } nye forslag
    }
    .preview = Sådan ser opsamlingen ud lige nu.
    .more = … { $count } flere
card-digest-nothing = Der er ikke kommet noget nyt siden sidst.
card-digest-settings = Opsamling
    .help = En gang om ugen viser jeg her i kanalen, hvad der er kommet af nye forslag. Private forslag er ikke med, og er der ikke noget nyt, skriver jeg ikke.
    .on = Slået til: hver { $weekday } kl. { $time }. Næste gang er den { $day }.
    .off = Slået fra
    .weekday = Dag
    .time = Tidspunkt
    .save = Gem
card-clock = { $hour }.{ $minute }
card-weekday-0 = mandag
card-weekday-1 = tirsdag
card-weekday-2 = onsdag
card-weekday-3 = torsdag
card-weekday-4 = fredag
card-weekday-5 = lørdag
card-weekday-6 = søndag

## RPA-teamet

card-review-summary = Forslag: { $submission }
card-review-professional_judgement = Faglig vurdering: { $said }
card-review-personal_data = Personoplysninger: { $said }
card-review-it_systems = Systemer: { $said }
card-review-domains = Fagområder: { $said }
card-private = Nr. { $number } · Privat forslag
    .help = Kun den, der har sendt det, dem, der arbejder med det, og koordinatorerne kan læse det.
card-stands-waiting = Ingen har taget den endnu
card-stands-claimed = { $holder } har den
card-stands-pending = Afventer
card-stands-preanalysis = I foranalyse hos { $holder }
card-stands-specification = I specifikation hos { $holder }
card-stands-development = Under udvikling hos { $holder }
card-stands-implementation = Ved at blive taget i brug hos { $holder }
card-stands-operation = I drift hos { $holder }
card-stands-decommissioned = Taget ud af drift
card-stands-rejected = Afvist
card-stands-failed = Mislykket
card-stands-not_relevant = Ikke relevant mere
card-stands-withdrawn = Trukket tilbage af den, der sendte det
card-stands-merged = Slået sammen med { $twin }
card-twin = nr. { $number } »{ $title }«
    .unnamed = et andet forslag
card-answered = { $name } har svaret om nr. { $number }:
card-answered-privately = Der er svar om nr. { $number }
    .help = Koordinatorerne og den, der har taget forslaget, kan læse det under »Mere«.
card-ask = Spørg om nr. { $number }
    .label = Dit spørgsmål
    .placeholder = Hvor får du oplysningerne fra?
card-reject = Afvis nr. { $number }
    .help = Begrundelsen sendes til den, der har foreslået det, præcis som du skriver den.
    .reason = Begrundelse
    .placeholder = Hvorfor går I ikke videre nu, og hvad skulle der til?
    .again = Se på det igen (frivilligt)
    .overtaken = Der er sket noget med forslaget, mens du skrev. Se kortet efter, og tryk igen, hvis din begrundelse stadig passer.
card-page = Side { $number } af { $total }
card-page-before = Forrige side
card-page-after = Næste side
