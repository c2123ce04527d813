# Faserne, og hvad der står i vejen for næste skridt.

refused-gate-closed = { $line ->
    [assessed] Nr. { NUMBER($number, useGrouping: 0) } mangler en vurdering. Tryk »Vurdér« først.
    [judgement] Nr. { NUMBER($number, useGrouping: 0) } kræver i høj grad faglig vurdering, og skøn kan en robot ikke udøve. Skal den videre alligevel, så begrund det.
    [business_case] Nr. { NUMBER($number, useGrouping: 0) } mangler en businesscase.
    [expert] Nr. { NUMBER($number, useGrouping: 0) } mangler en faglig kontaktperson.
    [legal] Nr. { NUMBER($number, useGrouping: 0) } mangler svar i den juridiske afklaring.
    [technologies] Nr. { NUMBER($number, useGrouping: 0) } mangler den teknologi, der bruges.
    [schedule] Nr. { NUMBER($number, useGrouping: 0) } mangler en kørselsplan.
    [put_into_operation] Nr. { NUMBER($number, useGrouping: 0) } mangler datoen, hvor den blev sat i drift.
    [watcher] Nr. { NUMBER($number, useGrouping: 0) } mangler en, der holder øje med robotten.
   *[other] Nr. { NUMBER($number, useGrouping: 0) } mangler noget, før den kan gå videre.
}
refused-reason-needed = Skriv hvorfor. Begrundelsen bliver stående ved nr. { NUMBER($number, useGrouping: 0) }.
refused-not-this-phase =
    { $phase ->
        [idea] Nr. { NUMBER($number, useGrouping: 0) } er stadig en idé, så det kan ikke lade sig gøre endnu.
        [decommissioned] Nr. { NUMBER($number, useGrouping: 0) } er taget ud af drift, så det kan ikke lade sig gøre mere.
       *[other] Det passer ikke til den fase, nr. { NUMBER($number, useGrouping: 0) } er i nu.
    }
