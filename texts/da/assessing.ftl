# Vurderingen: det, RPA-teamet spørges om, og tallene, der kommer ud af det.

criterion-professional_judgement = Indgår der faglig vurdering i processen?
    .short = faglig vurdering
criterion-change_frequency = Er processen præget af hyppige ændringer?
    .short = hyppige ændringer
criterion-structured_information = Er informationen struktureret?
    .short = struktureret information
criterion-variation = Er der variation i udførelsen?
    .short = variation
criterion-digital_information = Er data tilgængelige digitalt?
    .short = digitale data
criterion-quality_gain = Giver automatisering højere kvalitet og færre fejl?
    .short = kvalitet
criterion-speed_gain = Giver det hurtigere og mere fyldestgørende service?
    .short = service
criterion-routine_relief = Frigør det tid fra rutinearbejde og øger trivslen?
    .short = tid og trivsel
criterion-automatable = Kan processen automatiseres?
    .short = om den kan automatiseres

degree-high = I høj grad
degree-some = I nogen grad
degree-lesser = I mindre grad
degree-not_at_all = Slet ikke
degree-unknown = Ved ikke

button-assess = Vurdér
button-assess_give = Giv vurdering
button-assess_save = Gem til senere
button-figures = Tallene
button-override = Lad den gå videre
button-assessments = Hvem har svaret hvad

card-assess = Vurdér nr. { $number }
    .help = Svar, som du ser det; »ved ikke« er også et svar. Du ser de andres vurderinger, når du har givet din.
    .submitted = { $asked } (i forslaget: { $said })
    .saved = Gemt. Kun du kan se det, til du giver din vurdering.
    .overtaken = Der er sket noget med forslaget, mens du svarede. Se det efter, og giv din vurdering igen, hvis den stadig passer.
    .expected = Hvad I forventer
    .now = Nu står der: { $stands }
card-assessed = Tak. Din vurdering tæller med.

card-told-assessed = RPA-teamet har vurderet forslag nr. { $number }
    .hours = Opgaven tager { $hours } om året i dag.

card-figures-of = Tallene for nr. { $number }
card-assessments-of = Vurderingerne af nr. { $number }
card-assessed-by =
    { $count ->
        [0] Ingen har vurderet endnu. Tallene er foreløbige.
        [one] Én har vurderet.
       *[other] { $count } har vurderet. Hvert spørgsmål tæller med medianen.
    }
card-priority = Prioritet { $priority }
card-priority-weighted = { $priority }. Vægte: egnethed { $suitability }, gevinst { $benefit }, rækkevidde { $reach }. Tærskel: { $bar } om året.
card-provisional = { $figure } (foreløbig)
card-no-stars = Ingen stjerner endnu
card-not-computed = ikke beregnet
card-percent = { $count } %
card-disagreement = Uenighed om: { $criteria }
    .hidden = Du ser, hvem der har svaret hvad, når du har givet din egen vurdering.
card-override = Nr. { $number } kræver faglig vurdering
    .help = Skøn kan en robot ikke udøve. Skriv, hvorfor den kan gå videre alligevel. Begrundelsen bliver stående.
    .done = Den kan nu gå videre, og begrundelsen står ved den.
card-judgement = Kræver i høj grad faglig vurdering, og skøn kan en robot ikke udøve. Den bliver i foranalysen, medmindre I begrunder andet.
card-judgement-overridden = Kræver faglig vurdering, men går videre med en begrundelse.

card-figure-stars = Stjerner
card-figure-priority = Prioritet
card-figure-suitability = Egnethed
card-figure-benefit = Gevinst
card-figure-confidence = Sikkerhed
card-figure-manual_hours = Manuelt tidsforbrug
card-figure-potential = Potentiale
card-figure-reach = Rækkevidde

card-how = Hvordan?
card-how-label = { $label }: Hvordan?
card-how-stars = ★★★: egnethed mindst 80, ingen af de seks spørgsmål på 0 point og mindst { $bar } at hente om året. ★★: egnethed mindst 50 og højst to på 0 point. Ellers ★.
card-how-stars-here = Her: egnethed { $suitability }, { $zeros } på 0 point, potentiale { $potential }.
card-how-priority = ({ $terms }) ÷ { $weights } = { $figure }
card-how-weight-suitability = { $weight } × Egnethed { $figure }
card-how-weight-benefit = { $weight } × Gevinst { $figure }
card-how-weight-reach = { $weight } × Rækkevidde { $figure }
card-how-provisional = Foreløbig: kun det, der blev svaret i forslaget, tæller med.
card-how-left-out = Det, der ikke kan beregnes, tæller ikke med.
card-how-nothing = Der er endnu ikke noget at beregne den af.
card-how-share = 100 × gennemsnittet af { $points } ÷ 3 = { $figure }
card-how-points = { $points } point
card-how-points-apart = { $points } point, spredning { $spread }
card-how-unknown = Intet svar, tæller ikke med
card-how-unanswered = Beregnes, når der er svar på spørgsmålene.
card-how-confidence = { $answered } af { $asked } svar er andet end »ved ikke«.
card-how-potential = { $work } × { $degree } % = { $hours } om året
card-how-assumed = Der regnes med { $degree } %, til I skriver noget andet.
card-how-reach = 100 × { $hours } ÷ ({ $hours } + { $bar }) = { $figure }
card-how-no-hours = Beregnes, når I ved, hvor ofte opgaven bliver lavet, og hvor lang tid den tager.
