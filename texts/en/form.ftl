# The questions: one message has the question, the field's name, the help and the choices.

question-title = What do you call the task?
    .label = Title
    .help = A short name your colleagues know it by.
    .placeholder = Address check when someone moves in

question-long_description = What do you do, step by step?
    .label = Description
    .help = Describe it as you would to a new colleague. Do say how often you do it and how long it takes, but no citizens’ names or numbers.
    .placeholder = First I look up …, then …

question-annual_occurrences = How often do you do it?
    .label = Times a year
    .help = Write it as you would say it: “20 a week”, “5 a day”. Roughly is fine; I work out the year.
    .placeholder = 20 a week

question-seconds_per_occurrence = How long does it take each time?
    .label = Time each time
    .help = Roughly is fine: “10 min”, “a quarter of an hour”, “1.5 hours”.
    .placeholder = 10 min

question-it_systems = Which systems do you use?
    .label = Current systems
    .help = Separate them with commas. Excel and Outlook count too.
    .placeholder = Nexus, Outlook

question-professional_judgement = To what degree does the task need professional judgement along the way?
    .label = Does it need professional judgement?
    .help = “Not at all” if you always follow the same rules. “To a high degree” if you judge case by case.
    .high = To a high degree
    .some = To some degree
    .lesser = To a lesser degree
    .not_at_all = Not at all
    .unknown = Don’t know

question-personal_data = Does the task involve personal data?
    .label = Does it involve personal data?
    .help = Ordinary is, for example, name and address. Sensitive is, for example, health, faith and trade union.
    .none = No
    .ordinary = Ordinary
    .sensitive = Sensitive
    .unknown = Don’t know

question-domains = Which field of work does the task belong to?
    .label = Fields of work
    .help = You may choose several.

question-short_description = How would you put it in a sentence?
    .label = Summary
    .help = This is what others read first. There is room for 140 characters.
    .placeholder = We look up the address when a citizen moves in.

question-visibility = Who may see the suggestion?
    .label = Visibility
    .help = You can change it until the RPA team has taken the suggestion.
    .private = Only you, those who work on it, and the coordinators
    .organisation = Everyone in your organisation

question-employees = How many employees do the task?
    .label = Number of employees
    .help = Roughly is fine.
    .placeholder = 12

question-challenges = What is troublesome about the task today?
    .label = Challenges today
    .help = Waiting, errors, double work – whatever annoys you.
    .placeholder = We type the same thing in two places.

question-solution_idea = Do you have an idea how it could be done?
    .label = Idea for a solution
    .help = It need not be finished.
    .placeholder = The robot could fetch the information at night.

question-org_unit = Which department are you in?
    .label = Department
    .help = I will remember it for next time.
    .placeholder = Citizen services
