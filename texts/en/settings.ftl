# What coordinators settle themselves.

card-settings = Settings
    .help = These apply to the whole organisation. Only coordinators can change them, and it is remembered who did what.
    .weights = Weights in the priority
    .weights_are = Suitability { NUMBER($suitability_weight) } · benefit { NUMBER($benefit_weight) } · reach { NUMBER($reach_weight) }
    .bar = The bar for a robot
    .rates = Hourly rates
    .rates_are = Employee DKK { $hourly_rate } · developer DKK { $development_rate }
    .yearly = What a robot costs a year
    .yearly_are = Licence DKK { $licence_per_year } · operation DKK { $operation_per_year }
    .waiting = Reminder after
    .waiting_is = { $phase }: { $days ->
        [one] { NUMBER($days) } day
       *[other] { NUMBER($days) } days
    }
    .domains = Fields of work
    .domains_all = All { NUMBER($count) }
    .names = { NUMBER($count) }: { $names }
    .nothing = Nothing yet
    .channel = Channel for the suggestions
    .channel_chosen = Chosen. To move it, write “@Guldkorn help” in the new channel.
    .channel_missing = Not chosen yet. Write “@Guldkorn help” in the channel you want to use.
    .language = Language in the channels

card-settings-page = Settings
    .help = To leave everything as it is, just close the window.
    .priority = Priority
    .money = Money
    .waiting = How long may a suggestion wait?
    .rest = The rest
    .saved = Saved.
    .overtaken = A colleague changed something while you were writing. What you wrote is still here. Look it through, and save again if it is right.
card-catalogue-systems = Systems
    .help = People are offered these when they are asked what they use. They can still write others.
card-catalogue-technologies = Technologies
    .help = The RPA team can choose among these when a robot is being built.
card-catalogue =
    .count = { $count ->
        [0] There is nothing on the list yet.
        [one] There is { NUMBER($count) } on the list.
       *[other] There are { NUMBER($count) } on the list.
    }
    .how = Write one name a line, or paste a list with semicolons in between, a table from a spreadsheet or a CSV file. Of a table I take the column called something like “IT system”, “Technology” or “Name”. What stands in the field becomes the whole list.
card-catalogue-found = { $count ->
        [0] There are no names on the new list.
        [one] There is { NUMBER($count) } name on the new list.
       *[other] There are { NUMBER($count) } names on the new list.
    } { $held ->
        [0] The list is empty until you press “Use them”.
        [one] The list still has { NUMBER($held) } name until you press “Use them”.
       *[other] The list still has { NUMBER($held) } names until you press “Use them”.
    }
    .drops_most = Most of the names on the list are not in the new one. Is that what you mean?
    .use = Use them
    .back = Back
button-settings = Change
button-settings_save = Save
button-catalogue_save = Save the list

question-setting_suitability_weight =
    .label = Weight: suitability (0–100)
    .placeholder = 40
question-setting_benefit_weight =
    .label = Weight: benefit (0–100)
    .placeholder = 20
question-setting_reach_weight =
    .label = Weight: reach (0–100)
    .placeholder = 40
question-setting_bar =
    .label = The bar: hours a year that are worth a robot
    .placeholder = 100
question-setting_hourly_rate =
    .label = Employee’s hourly rate (DKK)
    .placeholder = 350
question-setting_development_rate =
    .label = Developer’s hourly rate (DKK)
    .placeholder = 700
question-setting_licence_per_year =
    .label = Licence per year (DKK)
    .placeholder = 0
question-setting_operation_per_year =
    .label = Operation per year (DKK)
    .placeholder = 0
question-setting_waiting_limit_idea =
    .label = Idea (days)
    .placeholder = 14
question-setting_waiting_limit_preanalysis =
    .label = Preanalysis (days)
    .placeholder = 30
question-setting_waiting_limit_specification =
    .label = Specification (days)
    .placeholder = 30
question-setting_waiting_limit_development =
    .label = Development (days)
    .placeholder = 60
question-setting_waiting_limit_implementation =
    .label = Implementation (days)
    .placeholder = 30
question-setting_domains =
    .label = Fields of work that can be chosen
question-setting_language =
    .label = Language in the channels
    .da = Danish
    .en = English
question-setting_reassurance =
    .label = Should the receipt say that robots take over tasks, not jobs?
    .yes = Yes
    .no = No
question-setting_systems =
    .label = Systems
    .placeholder = KMD Opus
question-setting_technologies =
    .label = Technologies
    .placeholder = Power Automate

problem-no-weight = At least one of the three weights must count, or I cannot rank anything.
refused-settings-outdated = A colleague has just changed the settings. Open them again to see how they are now.
