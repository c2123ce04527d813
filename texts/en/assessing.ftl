# Assessing: what the RPA team is asked, and the figures that come of it.

criterion-professional_judgement =
    .short = professional judgement
criterion-change_frequency =
    .short = frequent changes
criterion-structured_information =
    .short = structured information
criterion-variation =
    .short = variation
criterion-digital_information =
    .short = digital data
criterion-quality_gain =
    .short = quality
criterion-speed_gain =
    .short = service
criterion-routine_relief =
    .short = time and well-being
criterion-automatable =
    .short = whether it can be automated

card-priority = Priority { $priority }
card-provisional = { $priority } (provisional)
card-no-stars = No stars yet
card-not-computed = not computed
card-disagreement = Disagreement on: { $criteria }
