// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros that log, and keep books of their own.
extern volatile int in_log;
extern int to_stderr, in_colour;
extern void (*write_log)(int, const char *, ...);
int level_of(const char *module);
void begin_colour(int level);
void end_colour(void);
void give_up(SSL *ssl);

#define LOG_AT(level, format, ...)                                             \
  do {                                                                         \
    if (in_log == 0 && level_of("tls") >= (level)) {                           \
      int my_level;                                                            \
      my_level = (level) > 3 ? 3 : (level);                                    \
      in_log++;                                                                \
      if (to_stderr) {                                                         \
        if (in_colour)                                                         \
          begin_colour(my_level);                                              \
        fprintf(stderr, format, ##__VA_ARGS__);                                \
        if (in_colour)                                                         \
          end_colour();                                                        \
      } else {                                                                 \
        write_log(my_level, format, ##__VA_ARGS__);                            \
      }                                                                        \
      in_log--;                                                                \
    }                                                                          \
  } while (0)
#define NOTICE(format, ...) LOG_AT(2, format, ##__VA_ARGS__)
#define LOG_AND_CLOSE(ssl, format, ...)                                        \
  do {                                                                         \
    fprintf(stderr, format, ##__VA_ARGS__);                                    \
    give_up(ssl);                                                              \
  } while (0)
#define LOG_AND_LEAVE(format, ...)                                             \
  do {                                                                         \
    fprintf(stderr, format, ##__VA_ARGS__);                                    \
    if (in_log)                                                                \
      return -1;                                                               \
  } while (0)
