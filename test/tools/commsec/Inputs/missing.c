#include "no-such-header.h"
#include "one.c"
