#include "no-such-header.h"
int missing;
