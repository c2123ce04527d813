# Fields that are filled in and corrected, and corrections proposed to the other side.

button-section = Correct answers
button-section_save = Save
button-suggest_edits = Suggest corrections
button-suggest_edits_send = Send
button-proposals = Look and answer

card-sections = What do you want to fill in for no. { $number }?
card-section-answers = Answers of whoever suggested it
card-section-gain = Expected gain
card-section-classification = Classification
card-section-contacts = Contact and case
card-section-solution = Solution
card-section-implementation = Implementation
card-section-operation = Operation
card-section-notes = Internal notes
card-others = { $label } – others
card-too-long-for-page = The text is too long to stand here. What is saved stays as it is.
card-edit-saved = Saved.
card-edit-overtaken = Something has happened to no. { NUMBER($number, useGrouping: 0) } while you were writing. Have a look, and send again if it still fits.
card-stands-now = Something else stands here now:
card-nothing-changed = You have not changed anything.

card-suggest = Suggest corrections to no. { $number }
    .to_submitter = Correct the answers. Whoever suggested the task says yes or no to each correction.
    .to_team = The RPA team is at work on it, so they say yes or no to what you correct.
card-suggest-sent = Your corrections have been sent.

card-proposals =
    { $count ->
        [one] The RPA team suggests a correction to your suggestion no. { $number }
       *[other] The RPA team suggests { $count } corrections to your suggestion no. { $number }
    }
    .then = Afterwards: { $labels }
    .read = Read all of it
    .done = Thank you for answering.
card-proposals-wait =
    { $count ->
        [one] The RPA team suggests a correction. Look and answer
       *[other] The RPA team suggests { $count } corrections. Look and answer
    }
card-proposal =
    .before = Now
    .after = Suggested
    .yes = Yes, please
    .no = No, thank you
    .all = Yes to all
    .overtaken = The answer has been changed since the correction was suggested.
card-offered =
    { $count ->
        [one] There is a correction to no. { $number } from whoever suggested it
       *[other] There are { $count } corrections to no. { $number } from whoever suggested it
    }
card-proposals-decided = There is an answer to your corrections to no. { $number }
card-offers-decided = The RPA team has answered your corrections to no. { $number }
