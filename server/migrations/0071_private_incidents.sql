-- respond: private incidents are few, and lists elsewhere leave out what belongs to them.
create index incidents_private on respond.incidents (id) where private;
