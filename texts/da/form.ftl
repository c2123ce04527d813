# Spørgsmålene: ét opslag har spørgsmålet, feltets navn, hjælpen og svarene.

question-title = Hvad kalder I opgaven?
    .label = Titel
    .help = Et kort navn, som kollegerne kender den på.
    .placeholder = Bopælskontrol ved tilflytning

question-long_description = Hvad gør du, trin for trin?
    .label = Beskrivelse
    .help = Beskriv det, som du ville forklare det til en ny kollega. Skriv gerne, hvor ofte du gør det, og hvor lang tid det tager, men ingen borgeres navne eller numre.
    .placeholder = Først slår jeg op i …, så …

question-annual_occurrences = Hvor ofte laver I det?
    .label = Antal gange processen foretages årligt
    .help = Skriv det, som du ville sige det: »20 om ugen«, »5 om dagen«. Cirka er fint; jeg regner det om til et år.
    .placeholder = 20 om ugen

question-seconds_per_occurrence = Hvor lang tid tager det hver gang?
    .label = Tidsforbrug pr. gang
    .help = Cirka er fint: »10 min«, »et kvarter«, »halvanden time«.
    .placeholder = 10 min

question-it_systems = Hvilke systemer bruger du?
    .label = Nuværende systemer
    .help = Skriv dem med komma imellem. Excel og Outlook tæller også med.
    .placeholder = Nexus, Outlook

question-professional_judgement = I hvor høj grad kræver opgaven en faglig vurdering undervejs?
    .label = Indgår der faglig vurdering?
    .help = »Slet ikke«, hvis du altid følger de samme regler. »I høj grad«, hvis du vurderer fra sag til sag.
    .high = I høj grad
    .some = I nogen grad
    .lesser = I mindre grad
    .not_at_all = Slet ikke
    .unknown = Ved ikke

question-personal_data = Indgår der personoplysninger i opgaven?
    .label = Indgår der personoplysninger?
    .help = Almindelige er for eksempel navn og adresse. Følsomme er for eksempel helbred, tro og fagforening.
    .none = Nej
    .ordinary = Almindelige
    .sensitive = Følsomme
    .unknown = Ved ikke

question-domains = Hvilket fagområde hører opgaven under?
    .label = Fagområder
    .help = Vælg gerne flere.

question-short_description = Hvordan vil du sige det helt kort?
    .label = Resume
    .help = Det er det første, andre læser. Der er plads til 140 tegn.
    .placeholder = Vi slår adressen op, når en borger flytter til.

question-visibility = Hvem må se forslaget?
    .label = Synlighed
    .help = Du kan altid ændre det, indtil RPA-teamet har taget forslaget.
    .private = Kun dig, dem, der arbejder med det, og koordinatorerne
    .organisation = Alle i din organisation

question-employees = Hvor mange medarbejdere laver opgaven?
    .label = Antal medarbejdere
    .help = Cirka er fint.
    .placeholder = 12

question-challenges = Hvad er besværligt ved opgaven i dag?
    .label = Udfordringer i dag
    .help = Ventetid, fejl, dobbeltarbejde – det, der irriterer.
    .placeholder = Vi taster det samme ind to steder.

question-solution_idea = Har du en idé til, hvordan det kunne gøres?
    .label = Idé til løsning
    .help = Den behøver ikke være færdig.
    .placeholder = Robotten kunne hente oplysningerne om natten.

question-org_unit = Hvilken afdeling sidder du i?
    .label = Afdeling
    .help = Jeg husker den til næste gang.
    .placeholder = Borgerservice
