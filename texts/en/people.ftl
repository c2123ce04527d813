# The people around a suggestion: who does what, comments, who follows, and what has happened.

button-people_save = Save
button-back_to_people = Back
button-comments = Comments
button-comment = Send
button-history = History
button-follow = Follow the suggestion
button-unfollow = Stop following

## Who does what

card-people = People on no. { $number }
    .nobody = Nobody yet
    .change = Change
    .colleague = Colleague
    .saved = Saved. { $name } will be told.
    .untold = Saved. I have no way to tell { $name }, so please do.
    .taken = Saved.
    .overtaken = Something has happened to the suggestion in the meantime, so nothing was changed. Have a look, and try again.
card-part-holder = Has the suggestion
    .help = Hand it over to a colleague in the RPA team.
    .nobody = Let it go
    .told = It is yours from now on, and you decide what happens to it.
card-part-deputy = Deputy
    .help = A colleague in the RPA team who may do the same as the one who has the suggestion.
    .nobody = No deputy
    .told = You can make the same decisions as the one who has it.
card-part-expert = Process expert
    .help = The one who knows the work and can answer questions, often the one who suggested it.
    .nobody = No process expert
    .told = The RPA team can ask you how the work is done today.
card-part-watcher = Watches the robot
    .help = The one who notices when the robot does not do as it should.
    .nobody = Nobody watches
    .told = You are the one who will notice when the robot does not do as it should.
card-told-named =
    { $part ->
        [holder] No. { $number } has been handed over to you
        [deputy] You are deputy on no. { $number }
        [expert] You are the process expert on no. { $number }
       *[other] You watch the robot of no. { $number }
    }
problem-not-met = I do not know that colleague yet. Ask them to write “hello” to me, and try again.
problem-not-in-the-team = It has to be a colleague in the RPA team.
problem-cannot-read = { $name } cannot read the private suggestion, so please choose somebody else here.

## Comments

card-comments = Comments on no. { $number }
    .label = Your comment
    .placeholder = Everybody here who can read the suggestion can read it
    .mention = Mention somebody who should be told (optional)
    .nothing = There are no comments yet.
    .sent = Sent to those who follow the suggestion.
    .all = Read all of it
    .back = Back
card-told-comment = { $name } has commented on no. { $number }
card-told-mentioned = { $name } mentions you in a comment on no. { $number }
card-commented = { $name } has written about no. { $number }:
card-commented-privately = There is a new comment on no. { $number }
card-remark-comment = Comment

## What has happened

card-moment = { $day } at { $clock }
card-history = What has happened to no. { $number }?
    .label = Show
    .show = Show
    .nothing = There is nothing to show here.
card-history-all = Everything
card-history-decisions = Decisions
card-history-assessments = Assessments and figures
card-history-people = People
card-history-edits = Corrections
card-history-comments = Questions and comments
card-history-files = Files
card-happened-submitted = { $who } sent the suggestion
card-happened-claimed = { $who } took the suggestion
card-happened-released = { $who } let the suggestion go
card-happened-handed_over = { $who } handed it over to { $whom }
card-happened-deputy_named = { $who } made { $whom } deputy
card-happened-expert_named = { $who } made { $whom } process expert
card-happened-watcher_named = { $who } asked { $whom } to watch the robot
card-happened-relieved =
    { $part ->
        [deputy] { $who } changed it so that { $whom } is no longer deputy
        [expert] { $who } changed it so that { $whom } is no longer process expert
       *[other] { $who } changed it so that { $whom } no longer watches the robot
    }
card-happened-asked = { $who } asked
card-happened-answered = { $who } answered
card-happened-assessed = { $who } assessed the suggestion
card-happened-reassessed = { $who } assessed the suggestion, or changed their assessment
card-happened-judgement_overridden = { $who } let it go on despite the professional judgement
card-happened-moved = { $who } moved it from { $of } to { $to }
card-happened-rejected = { $who } rejected the suggestion
card-happened-failed = { $who } said that it did not work out
card-happened-not_relevant = { $who } said that it is no longer relevant
card-happened-set_aside = { $who } let it wait
card-happened-taken_up = { $who } took it up again
card-happened-brought_back = It came back to the queue on the day agreed
card-happened-withdrawn = { $who } withdrew the suggestion
card-happened-merged = { $who } merged it with { $twin }
card-happened-unmerged = { $who } took it apart from the other suggestion again
card-happened-edited = { $who } corrected the details
card-happened-proposed = { $who } suggested corrections
card-happened-offered = { $who } suggested correcting their answers
card-happened-proposal_decided = { $who } decided on a correction
card-happened-proposals_decided = { $who } has decided on all the corrections
card-happened-offers_decided = { $who } has decided on all the corrections
card-happened-business_case_made = { $who } worked on the business case
card-happened-legal_answered = { $who } answered in the legal clarification
card-happened-gain_reported = { $who } noted what the robot has saved
card-happened-rated = { $who } gave stars for the gain
card-happened-commented = { $who } wrote a comment
card-happened-mentioned = { $who } mentioned { $whom } in a comment
card-happened-waited_long = I reminded of it, since it has waited long
card-happened-clause_unverified = I reminded of checking the legal clause
card-happened-file_added = { $who } added a file
card-happened-file_opened = { $who } opened a file to other organisations
card-happened-file_closed = { $who } closed a file to other organisations
card-happened-file_removed = { $who } deleted a file
card-happened-person_forgotten = A person was erased, and what they had a part in stays without their name
