-- The periods of the page: 0, the last 7 days; 1, the last 28; 2, all. A day
-- has the number of the shortest period that it is in, and is in those after
-- it. So what can be added up is kept by day or by number, and what can't be,
-- such as viewers, is counted for each period.
select unnest([0, 1, 2]) as period
