constexpr int spin() {
  int N = 0;
  for (;;)
    ++N;
  return N;
}
constexpr int Never = spin();
