-- respond: incidents that are there get the parts that they fold to from now on: harm, stop-gaps, closed all the same.
update respond.incidents
set state = '{"consequences": [], "stopGaps": [], "exceptions": []}'::jsonb || state;
