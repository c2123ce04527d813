# Vurderingen: det, RPA-teamet spørges om, og tallene, der kommer ud af det.

criterion-professional_judgement =
    .short = faglig vurdering
criterion-change_frequency =
    .short = hyppige ændringer
criterion-structured_information =
    .short = struktureret information
criterion-variation =
    .short = variation
criterion-digital_information =
    .short = digitale data
criterion-quality_gain =
    .short = kvalitet
criterion-speed_gain =
    .short = service
criterion-routine_relief =
    .short = tid og trivsel
criterion-automatable =
    .short = om den kan automatiseres

card-priority = Prioritet { $priority }
card-provisional = { $priority } (foreløbig)
card-no-stars = Ingen stjerner endnu
card-not-computed = ikke beregnet
card-disagreement = Uenighed om: { $criteria }
