-- respond: incidents that are watched are asked for whenever alerts fire (R63).
create index clocks_watched on respond.clocks (due_at) where kind = 'watch';
