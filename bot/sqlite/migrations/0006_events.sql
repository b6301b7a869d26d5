-- What changed is kept as data: field -> [before, after]. Who did it is always named.

ALTER TABLE case_event ADD COLUMN changes TEXT NOT NULL DEFAULT '{}';

-- Until now a changed field was an event of its own, "before → after" in its detail.
UPDATE case_event SET changes = json_object(what, json_array(
    substr(detail, 1, instr(detail, ' → ') - 1), substr(detail, instr(detail, ' → ') + 3)))
WHERE instr(detail, ' → ') > 0 AND what IN (
    'account_no', 'bill_month', 'kind', 'state', 'verdict', 'remedy', 'remedy_payer',
    'difference_fen', 'contact_by', 'answer_by', 'complained_at', 'via', 'assignee',
    'contacted_at', 'answered_at', 'closed_at', 'held_at', 'decision', 'approved_by',
    'goodwill_fen', 'employee_paid_fen', 'tasks', 'rating', 'merged_into', 'raised',
    'taken_over');

UPDATE case_event SET actor = 'staff:' || (
    SELECT c.opened_by FROM complaint_case c WHERE c.number = case_event.case_number)
WHERE what = 'opened' AND actor = '' AND EXISTS (
    SELECT 1 FROM complaint_case c
    WHERE c.number = case_event.case_number AND c.opened_by IS NOT NULL);
UPDATE case_event SET actor = 'customer'
WHERE actor NOT IN ('bot', 'customer', 'system') AND actor NOT LIKE 'staff:%';

-- The last number that was given on a day, so that one whose case was removed is not given again.
CREATE TABLE case_number (
    day  TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
INSERT INTO case_number
SELECT substr(number, 3, 8), max(CAST(substr(number, 11) AS INTEGER)) FROM complaint_case
GROUP BY 1;
