#include "base/id.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd {
namespace {

struct CaseTag;
using CaseId = Id<CaseTag>;

class Counting final : public Random {
 public:
  explicit Counting(std::uint8_t seed) : next_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = next_ = static_cast<std::uint8_t>(next_ * 7 + 13);
  }

 private:
  std::uint8_t next_;
};

RC_GTEST_PROP(Ids, AreVersion4AndReadBack, (std::uint8_t seed)) {
  Counting random(seed);
  const auto id = CaseId::random(random);
  const auto text = id.text();
  RC_ASSERT(text.size() == 36U);
  RC_ASSERT(text[14] == '4');
  RC_ASSERT(std::string_view("89ab").find(text[19]) != std::string_view::npos);
  RC_ASSERT(CaseId::parse(text) == id);
}

RC_GTEST_PROP(Ids, TakeOnlyTheCanonicalForm, (const std::string& text)) {
  const auto id = CaseId::parse(text);
  if (id) RC_ASSERT(id->text() == text);
}

TEST(Ids, RefuseWhatIsNoneOrAlmostOne) {
  const std::string good = "6f1c2d3e-4b5a-4978-8a9b-0c1d2e3f4a5b";
  ASSERT_TRUE(CaseId::parse(good));
  EXPECT_EQ(CaseId::parse(good)->text(), good);
  for (const auto* bad : {"", "6f1c2d3e4b5a49788a9b0c1d2e3f4a5b", "6F1C2D3E-4B5A-4978-8A9B-0C1D2E3F4A5B",
                          "6f1c2d3e-4b5a-4978-8a9b-0c1d2e3f4a5", "6f1c2d3e-4b5a-4978-8a9b-0c1d2e3f4a5b ",
                          "6f1c2d3e-4b5a-4978-8a9b_0c1d2e3f4a5b", "{6f1c2d3e-4b5a-4978-8a9b-0c1d2e3f4a5}"})
    EXPECT_FALSE(CaseId::parse(bad)) << bad;
}

}  // namespace
}  // namespace nwd
