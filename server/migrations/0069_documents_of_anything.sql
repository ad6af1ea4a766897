-- respond: a live document belongs to an incident, or to what a stage to the right writes about one.
alter table respond.documents drop constraint documents_incident_fkey;
alter table respond.documents rename column incident to about;
alter table respond.document_updates rename column incident to about;
