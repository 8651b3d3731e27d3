module station

go 1.22
