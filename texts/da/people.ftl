# Menneskene om et forslag: hvem der gør hvad, kommentarer, hvem der følger med, og hvad der er sket.

button-people_save = Gem
button-back_to_people = Tilbage
button-comments = Kommentarer
button-comment = Send
button-history = Historik
button-follow = Følg forslaget
button-unfollow = Følg ikke mere

## Hvem gør hvad

card-people = Personer på nr. { $number }
    .nobody = Ingen endnu
    .change = Skift
    .colleague = Kollega
    .saved = Gemt. { $name } får besked.
    .untold = Gemt. Jeg kan ikke give { $name } besked, så sig det selv.
    .taken = Gemt.
    .overtaken = Der er sket noget med forslaget i mellemtiden, så intet er ændret. Se efter, og prøv igen.
card-part-holder = Har forslaget
    .help = Giv det videre til en kollega i RPA-teamet.
    .nobody = Giv slip
    .told = Du har det fra nu af og bestemmer, hvad der skal ske med det.
card-part-deputy = Stedfortræder
    .help = En kollega i RPA-teamet, der kan det samme som den, der har forslaget.
    .nobody = Ingen stedfortræder
    .told = Du kan træffe de samme beslutninger som den, der har det.
card-part-expert = Faglig kontaktperson
    .help = Den, der kender arbejdet og kan svare på spørgsmål. Det er tit den, der har foreslået det.
    .nobody = Ingen kontaktperson
    .told = RPA-teamet kan spørge dig, hvordan arbejdet bliver gjort i dag.
card-part-watcher = Holder øje med robotten
    .help = Den, der opdager det, hvis robotten ikke gør, som den skal.
    .nobody = Ingen holder øje
    .told = Du er den, der opdager det, hvis robotten ikke gør, som den skal.
card-told-named =
    { $part ->
        [holder] Nr. { $number } er givet videre til dig
        [deputy] Du er stedfortræder på nr. { $number }
        [expert] Du er faglig kontaktperson på nr. { $number }
       *[other] Du holder øje med robotten til nr. { $number }
    }
problem-not-met = Den kollega kender jeg ikke endnu. Bed kollegaen om at skrive »hej« til mig, og prøv igen.
problem-not-in-the-team = Det skal være en kollega, der er med i RPA-teamet.
problem-cannot-read = { $name } kan ikke læse det private forslag, så her må du vælge en anden.

## Kommentarer

card-comments = Kommentarer til nr. { $number }
    .label = Din kommentar
    .placeholder = Alle hos jer, der kan læse forslaget, kan læse den
    .mention = Nævn nogen, som skal have besked (frivilligt)
    .nothing = Her er ingen kommentarer endnu.
    .sent = Sendt til dem, der følger forslaget.
    .all = Læs det hele
    .back = Tilbage
card-told-comment = { $name } har skrevet en kommentar til nr. { $number }
card-told-mentioned = { $name } nævner dig i en kommentar til nr. { $number }
card-commented = { $name } har skrevet om nr. { $number }:
card-commented-privately = Der er en ny kommentar til nr. { $number }
card-remark-comment = Kommentar

## Hvad der er sket

card-moment = { $day } kl. { $clock }
card-history = Hvad er der sket med nr. { $number }?
    .label = Vis
    .show = Vis
    .nothing = Her er ikke noget at vise.
card-history-all = Alt
card-history-decisions = Beslutninger
card-history-assessments = Vurderinger og tal
card-history-people = Mennesker
card-history-edits = Rettelser
card-history-comments = Spørgsmål og kommentarer
card-history-files = Filer
card-happened-submitted = { $who } sendte forslaget
card-happened-claimed = { $who } tog forslaget
card-happened-released = { $who } gav slip på forslaget
card-happened-handed_over = { $who } gav det videre til { $whom }
card-happened-deputy_named = { $who } gjorde { $whom } til stedfortræder
card-happened-expert_named = { $who } gjorde { $whom } til faglig kontaktperson
card-happened-watcher_named = { $who } bad { $whom } holde øje med robotten
card-happened-relieved =
    { $part ->
        [deputy] { $who } ændrede det, så { $whom } ikke længere er stedfortræder
        [expert] { $who } ændrede det, så { $whom } ikke længere er faglig kontaktperson
       *[other] { $who } ændrede det, så { $whom } ikke længere holder øje med robotten
    }
card-happened-asked = { $who } spurgte
card-happened-answered = { $who } svarede
card-happened-assessed = { $who } vurderede forslaget
card-happened-reassessed = { $who } vurderede forslaget eller ændrede sin vurdering
card-happened-judgement_overridden = { $who } lod det gå videre trods den faglige vurdering
card-happened-moved = { $who } flyttede det fra { $of } til { $to }
card-happened-rejected = { $who } afviste forslaget
card-happened-failed = { $who } meldte, at det ikke lykkedes
card-happened-not_relevant = { $who } meldte, at det ikke er relevant mere
card-happened-set_aside = { $who } lod det vente
card-happened-taken_up = { $who } tog det op igen
card-happened-brought_back = Det kom tilbage i køen på den aftalte dag
card-happened-withdrawn = { $who } trak forslaget tilbage
card-happened-merged = { $who } slog det sammen med { $twin }
card-happened-unmerged = { $who } skilte det fra det andet forslag igen
card-happened-edited = { $who } rettede oplysningerne
card-happened-proposed = { $who } foreslog rettelser
card-happened-offered = { $who } foreslog at rette sine svar
card-happened-proposal_decided = { $who } tog stilling til en rettelse
card-happened-proposals_decided = { $who } har taget stilling til alle rettelserne
card-happened-offers_decided = { $who } har taget stilling til alle rettelserne
card-happened-business_case_made = { $who } regnede på businesscasen
card-happened-legal_answered = { $who } svarede i den juridiske afklaring
card-happened-gain_reported = { $who } noterede, hvad robotten har sparet
card-happened-rated = { $who } gav stjerner for gevinsten
card-happened-commented = { $who } skrev en kommentar
card-happened-mentioned = { $who } nævnte { $whom } i en kommentar
card-happened-waited_long = Jeg mindede om, at det har ventet længe
card-happened-clause_unverified = Jeg mindede om at kontrollere lovparagraffen
card-happened-file_added = { $who } tilføjede en fil
card-happened-file_opened = { $who } åbnede en fil for andre organisationer
card-happened-file_closed = { $who } lukkede en fil for andre organisationer
card-happened-file_removed = { $who } slettede en fil
card-happened-person_forgotten = En person blev slettet, og det, personen havde del i, står uden navn
