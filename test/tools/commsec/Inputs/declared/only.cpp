#include "api.h"
int only(CURL *C) { return C != nullptr; }
