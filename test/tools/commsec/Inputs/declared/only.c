#include "calls.h"
int only(struct calls *C) { return C != 0; }
