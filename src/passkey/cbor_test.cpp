#include "passkey/cbor.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "passkey/testing.h"

namespace nwd::passkey::cbor {
namespace {

bool taken(std::string_view hex_text) { return parse(from_hex(hex_text).value()).has_value(); }

TEST(Cbor, ReadsTheExamplesOfRfc8949) {
  EXPECT_EQ(parse(from_hex("00").value())->integer(), 0);
  EXPECT_EQ(parse(from_hex("17").value())->integer(), 23);
  EXPECT_EQ(parse(from_hex("1818").value())->integer(), 24);
  EXPECT_EQ(parse(from_hex("1903e8").value())->integer(), 1000);
  EXPECT_EQ(parse(from_hex("1b000000e8d4a51000").value())->integer(), 1000000000000);
  EXPECT_EQ(parse(from_hex("20").value())->integer(), -1);
  EXPECT_EQ(parse(from_hex("3903e7").value())->integer(), -1000);
  EXPECT_EQ(hex(*parse(from_hex("4401020304").value())->bytes()), "01020304");
  EXPECT_EQ(parse(from_hex("6449455446").value())->text(), "IETF");
  const auto bytes = from_hex("a26161016162820203").value();
  const auto map = parse(bytes);
  ASSERT_TRUE(map);
  EXPECT_EQ(map->find("a")->integer(), 1);
  EXPECT_EQ(map->find("b")->items.at(1).integer(), 3);
  EXPECT_EQ(map->find("c"), nullptr);
  EXPECT_EQ(map->find(1), nullptr);
}

TEST(Cbor, TakesOneFormOnly) {
  for (const auto* const longer : {"1817", "190018", "1900ff", "1a0000ffff", "1b00000000ffffffff", "5800", "7800"})
    EXPECT_FALSE(taken(longer)) << longer << " has a shorter form";
  for (const auto* const not_taken : {"5f4101ff", "9f01ff", "bf616101ff", "c001", "f93c00", "fb3ff0000000000000", "f7",
                                      "f818", "ff", "1c", "61ff", "1b8000000000000000"})
    EXPECT_FALSE(taken(not_taken)) << not_taken;
  for (const auto* const cut : {"", "18", "42ff",
                                "6161"
                                "61",
                                "81", "a101", "a1"})
    EXPECT_FALSE(taken(cut)) << cut;
  EXPECT_FALSE(taken("0000")) << "something behind it";
}

TEST(Cbor, KeysStandInOrderAndOnce) {
  EXPECT_TRUE(
      taken("a3010020006161"
            "00"));
  EXPECT_FALSE(taken("a201000100")) << "twice";
  EXPECT_FALSE(taken("a202000100")) << "2 before 1";
  EXPECT_FALSE(taken("a220000100")) << "-1 before 1";
  EXPECT_FALSE(
      taken("a2626161006162"
            "00"))
      << "the longer before the shorter";
  EXPECT_FALSE(taken("a161610000"));
  EXPECT_FALSE(taken("a1410100")) << "bytes are no key here";
}

TEST(Cbor, GoesFourLevelsDeep) {
  EXPECT_TRUE(taken("8181818100"));
  EXPECT_FALSE(taken("818181818100"));
}

TEST(Cbor, LeavesWhatFollowsTheFirst) {
  const auto bytes = from_hex("a0010203").value();
  ByteView rest = bytes;
  EXPECT_TRUE(parse_first(rest)->is_map(0));
  EXPECT_EQ(hex(rest), "010203");
}

// Whatever is taken, its first byte changed or its last cut off, is another value or none; never a crash.
RC_GTEST_PROP(Cbor, ReadsAnyBytesOrTurnsThemAway, (const std::vector<std::uint8_t>& bytes)) {
  const auto value = parse(bytes);
  if (value && !bytes.empty()) RC_ASSERT(!parse(ByteView(bytes).first(bytes.size() - 1)));
}

}  // namespace
}  // namespace nwd::passkey::cbor
