#define FUNCTION(NAME) void NAME(CURL *C) {
#define END }
#define WHEN(X) if (X) {
#define DEFINE(NAME, BODY) void NAME(CURL *C) { BODY; }
#define INITIALIZED =
