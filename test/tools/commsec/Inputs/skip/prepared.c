void house_open(int);
void prepared(void) { house_open(1); }
