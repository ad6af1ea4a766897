-- respond: incidents that owe something to those outside, whatever became of the response, at once.
create index incidents_owing on respond.incidents (id)
  where state @? '$.obligations[*] ? (@.state == "running")';
