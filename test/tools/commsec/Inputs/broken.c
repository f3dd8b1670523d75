#include "curl.h"
int broken(;
