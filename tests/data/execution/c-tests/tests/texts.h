#define FIRST "first"
#define SECOND "second"
