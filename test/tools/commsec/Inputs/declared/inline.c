#include "api.h"
#include "inline.h"
