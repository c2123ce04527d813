# Det, koordinatorerne selv bestemmer.

card-settings = Indstillinger
    .help = Det her gælder for hele organisationen. Kun koordinatorer kan ændre det, og det bliver husket, hvem der gjorde hvad.
    .weights = Vægte i prioriteten
    .weights_are = Egnethed { NUMBER($suitability_weight) } · gevinst { NUMBER($benefit_weight) } · rækkevidde { NUMBER($reach_weight) }
    .bar = Tærskel for en robot
    .rates = Timepriser
    .rates_are = Medarbejder { $hourly_rate } kr. · udvikler { $development_rate } kr.
    .yearly = En robots udgifter om året
    .yearly_are = Licens { $licence_per_year } kr. · drift { $operation_per_year } kr.
    .waiting = Påmindelse efter
    .waiting_is = { $phase }: { $days ->
        [one] { NUMBER($days) } dag
       *[other] { NUMBER($days) } dage
    }
    .domains = Fagområder
    .domains_all = Alle { NUMBER($count) }
    .names = { NUMBER($count) }: { $names }
    .nothing = Ingen endnu
    .channel = Kanal til forslagene
    .channel_chosen = Valgt. Skal den flyttes, så skriv »@Guldkorn hjælp« i den nye kanal.
    .channel_missing = Ikke valgt endnu. Skriv »@Guldkorn hjælp« i den kanal, I vil bruge.
    .language = Sprog i kanalerne

card-settings-page = Indstillinger
    .help = Skal alt være som før, så luk bare vinduet.
    .priority = Prioritering
    .money = Penge
    .waiting = Hvor længe må et forslag vente?
    .rest = Resten
    .saved = Det er gemt.
    .overtaken = En kollega har ændret noget, mens du skrev. Det, du skrev, står her stadig. Se det efter, og gem igen, hvis det passer.
card-catalogue-systems = Systemer
    .help = Dem bliver folk tilbudt, når de skal fortælle, hvad de bruger. De kan stadig skrive andre.
card-catalogue-technologies = Teknologier
    .help = Dem kan RPA-teamet vælge imellem, når en robot bliver bygget.
card-catalogue =
    .count = { $count ->
        [0] Der er ingen på listen endnu.
        [one] Der er { NUMBER($count) } på listen.
       *[other] Der er { NUMBER($count) } på listen.
    }
    .how = Skriv et navn pr. linje, eller indsæt en liste med semikolon imellem, en tabel fra et regneark eller en CSV-fil. I en tabel bruger jeg den kolonne, der hedder noget i retning af »IT-system«, »Teknologi« eller »Navn«. Det, der står i feltet, bliver til hele listen.
card-catalogue-found = { $count ->
        [0] Der er ingen navne på den nye liste.
        [one] Der er { NUMBER($count) } navn på den nye liste.
       *[other] Der er { NUMBER($count) } navne på den nye liste.
    } { $held ->
        [0] Listen er tom, indtil du trykker »Brug dem«.
        [one] Listen har stadig { NUMBER($held) } navn, indtil du trykker »Brug dem«.
       *[other] Listen har stadig { NUMBER($held) } navne, indtil du trykker »Brug dem«.
    }
    .drops_most = De fleste af navnene på listen står ikke på den nye. Er det meningen?
    .use = Brug dem
    .back = Tilbage
button-settings = Ret
button-settings_save = Gem
button-catalogue_save = Gem listen

question-setting_suitability_weight =
    .label = Vægt: egnethed (0–100)
    .placeholder = 40
question-setting_benefit_weight =
    .label = Vægt: gevinst (0–100)
    .placeholder = 20
question-setting_reach_weight =
    .label = Vægt: rækkevidde (0–100)
    .placeholder = 40
question-setting_bar =
    .label = Tærskel: timer om året, der er en robot værd
    .placeholder = 100
question-setting_hourly_rate =
    .label = Medarbejders timepris (kr.)
    .placeholder = 350
question-setting_development_rate =
    .label = Udviklers timepris (kr.)
    .placeholder = 700
question-setting_licence_per_year =
    .label = Licens om året (kr.)
    .placeholder = 0
question-setting_operation_per_year =
    .label = Drift om året (kr.)
    .placeholder = 0
question-setting_waiting_limit_idea =
    .label = Idé (dage)
    .placeholder = 14
question-setting_waiting_limit_preanalysis =
    .label = Foranalyse (dage)
    .placeholder = 30
question-setting_waiting_limit_specification =
    .label = Specifikation (dage)
    .placeholder = 30
question-setting_waiting_limit_development =
    .label = Udvikling (dage)
    .placeholder = 60
question-setting_waiting_limit_implementation =
    .label = Implementering (dage)
    .placeholder = 30
question-setting_domains =
    .label = Fagområder, der kan vælges
question-setting_language =
    .label = Sprog i kanalerne
    .da = Dansk
    .en = Engelsk
question-setting_reassurance =
    .label = Skal kvitteringen sige, at robotter overtager opgaver, ikke job?
    .yes = Ja
    .no = Nej
question-setting_systems =
    .label = Systemer
    .placeholder = KMD Opus
question-setting_technologies =
    .label = Teknologier
    .placeholder = Power Automate

problem-no-weight = Mindst en af de tre vægte skal tælle med, ellers kan jeg ikke prioritere.
refused-settings-outdated = En kollega har lige ændret indstillingerne. Åbn dem igen, så ser du, hvordan de er nu.
