// A system header with a body that does not compile: whoever parses it says so.
#ifdef __cplusplus
extern "C" {
#endif
static inline int unread(void) { return not_declared_anywhere; }
#ifdef __cplusplus
}
#endif
