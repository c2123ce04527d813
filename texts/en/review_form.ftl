# What the RPA team fills in along the way: the field's name, an example and the answers.

question-citizens_affected =
    .label = Does it affect citizens?
    .yes = Yes
    .no = No
    .unknown = Don’t know

question-companies_affected =
    .label = Does it affect companies?
    .yes = Yes
    .no = No
    .unknown = Don’t know

question-automation_degree =
    .label = Expected degree of automation (%)
    .placeholder = 80

question-expected_development_hours =
    .label = Expected hours of development
    .placeholder = 37.5

question-kle =
    .label = KLE
    .placeholder = 27.12.16

question-form_number =
    .label = FORM
    .placeholder = 27.12.16.05

question-kl_id =
    .label = KL ID
    .placeholder = KL’s own number for the process

question-kla =
    .label = KL’s bank of work processes
    .placeholder = 27.12.16

question-legal_clause =
    .label = Legal clause
    .placeholder = CPR Act § 12

question-legal_clause_verified =
    .label = Legal clause last verified

question-shared_contact =
    .label = Contact for others
    .placeholder = rpa@municipality.dk

question-case_reference =
    .label = Case reference
    .placeholder = 2026-012345

question-vendor =
    .label = Vendor
    .placeholder = Ourselves, or the company’s name

question-technologies =
    .label = Technology used
    .placeholder = UiPath, Python

question-schedule =
    .label = Schedule
    .once = Once
    .continuous = Continuously
    .daily = Daily
    .weekly = Weekly
    .monthly = Monthly
    .quarterly = Quarterly
    .yearly = Yearly

question-target_systems =
    .label = Systems and interfaces the automation uses
    .placeholder = Nexus, Outlook

question-code_repository =
    .label = Links to code
    .placeholder = https://github.com/municipality/robot

question-technical_notes =
    .label = Technical implementation
    .placeholder = What runs where, and under which account?

question-organisational_notes =
    .label = Organisational implementation
    .placeholder = Who does what once the robot is at work?

question-put_into_operation =
    .label = Put into operation

question-decommissioned_on =
    .label = Decommissioned

question-rating =
    .label = Did the solution bring the expected gains?
    .none = No stars
    .one = ★
    .two = ★★
    .three = ★★★

question-rating_comment =
    .label = Comment on the gains
    .placeholder = What went well, and what turned out differently?

question-automation_description =
    .label = Description of the automation
    .placeholder = First the robot logs on to …, then …

question-internal_notes =
    .label = Internal notes
    .placeholder = Only the RPA team can read them.
