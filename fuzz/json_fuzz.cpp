// Any bytes as a JSON body: parsed within bounds or turned away, and its fields read without a crash.
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = nwd::json::parse(nwd::text_of({data, size}));
  if (!value) return 0;
  nwd::json::Fields in(*value, "body");
  (void)in.optional_text("a", 10);
  (void)in.optional_int("b", 0, 100);
  (void)in.optional_day("c");
  (void)in.optional_word("d", {"x", "y"});
  (void)in.array("e", 3);
  (void)in.flag("f", false);
  (void)in.done();
  return 0;
}
