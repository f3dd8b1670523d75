#include "api.h"
void fragment(CURL *C) {
#include "body.inc"
}
