# Det, RPA-teamet udfylder undervejs: feltets navn, et eksempel og svarene.

question-citizens_affected =
    .label = Bliver borgere påvirket?
    .yes = Ja
    .no = Nej
    .unknown = Ved ikke

question-companies_affected =
    .label = Bliver virksomheder påvirket?
    .yes = Ja
    .no = Nej
    .unknown = Ved ikke

question-automation_degree =
    .label = Forventet automatiseringsgrad (%)
    .placeholder = 80

question-expected_development_hours =
    .label = Forventet timeforbrug på udvikling
    .placeholder = 37,5

question-kle =
    .label = KLE
    .placeholder = 27.12.16

question-form_number =
    .label = FORM
    .placeholder = 27.12.16.05

question-kl_id =
    .label = KL ID
    .placeholder = KL's eget nummer på processen

question-kla =
    .label = KL's Arbejdsgangsbank
    .placeholder = 27.12.16

question-legal_clause =
    .label = Lovparagraf
    .placeholder = Lov om CPR § 12

question-legal_clause_verified =
    .label = Lovparagraffen sidst kontrolleret

question-shared_contact =
    .label = Kontakt for andre
    .placeholder = rpa@kommunen.dk

question-case_reference =
    .label = Sagsreference i ESDH
    .placeholder = 2026-012345

question-vendor =
    .label = Leverandør
    .placeholder = Os selv, eller firmaets navn

question-technologies =
    .label = Anvendt teknologi
    .placeholder = UiPath, Python

question-schedule =
    .label = Kørselsplan
    .once = Én gang
    .continuous = Løbende
    .daily = Dagligt
    .weekly = Ugentligt
    .monthly = Månedligt
    .quarterly = Hvert kvartal
    .yearly = Årligt

question-target_systems =
    .label = Systemer/snitflader automatiseringen bruger
    .placeholder = Nexus, Outlook

question-code_repository =
    .label = Links til kode
    .placeholder = https://github.com/kommunen/robot

question-technical_notes =
    .label = Teknisk implementering
    .placeholder = Hvad kører hvor, og med hvilken konto?

question-organisational_notes =
    .label = Organisatorisk implementering
    .placeholder = Hvem gør hvad, når robotten er i gang?

question-put_into_operation =
    .label = Sat i drift

question-decommissioned_on =
    .label = Taget ud af drift

question-rating =
    .label = Indfriede løsningen de forventede gevinster?
    .none = Ingen stjerner
    .one = ★
    .two = ★★
    .three = ★★★

question-rating_comment =
    .label = Kommentar til gevinsterne
    .placeholder = Hvad gik godt, og hvad gik anderledes end ventet?

question-automation_description =
    .label = Beskrivelse af automatisering
    .placeholder = Først logger robotten på …, så …

question-internal_notes =
    .label = Interne noter
    .placeholder = Kun RPA-teamet kan læse dem.
