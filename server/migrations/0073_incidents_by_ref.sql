-- measure: incidents that people linked are looked up by their reference.
create unique index incidents_ref on measure.incidents (ref);
