// A value that only the body of a function in a system header tells.
#ifdef __cplusplus
extern "C" {
#endif
inline long off(void) { return 0; }
#ifdef __cplusplus
}
#endif
