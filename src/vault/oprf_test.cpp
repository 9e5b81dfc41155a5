#include "vault/oprf.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace nwd::vault::oprf {
namespace {

Bytes unhex(std::string_view text) { return *from_hex(text); }

struct Vector {
  const char* input;
  const char* blinded;
  const char* evaluated;
  const char* output;
};
// RFC 9497, appendix A.1.1: one key and one blind for both.
constexpr auto key_hex = "5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e";
constexpr auto blind_hex = "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706";
constexpr Vector vectors[] = {
    {"00", "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
     "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
     "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee"
     "8"
     "aa7d0b5e24bcf6"},
    {"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
     "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
     "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e762130"
     "6"
     "d18951e7cf2c73"}};

class Oprf : public testing::Test {
 protected:
  Oprf() { initialise(); }
  static Key key() { return Key::from(SecretBytes::copy_of(unhex(key_hex))).value(); }
};

TEST_F(Oprf, VectorsOfRfc9497) {
  for (const auto& v : vectors) {
    const auto input = unhex(v.input);
    const auto blinding = Blinding::with(SecretBytes::copy_of(unhex(blind_hex)), input).value();
    EXPECT_EQ(hex(blinding.element().bytes()), v.blinded);
    const auto evaluated = key().evaluate(blinding.element());
    EXPECT_EQ(hex(evaluated.bytes()), v.evaluated);
    EXPECT_EQ(hex(blinding.finalize(input, evaluated).value().view()), v.output);
    EXPECT_EQ(hex(key().output(input).value().view()), v.output);
  }
}

RC_GTEST_PROP(OprfProperty, BothSidesGetTheSameAndBlindingsAreUnlike, (const Bytes& input, const Bytes& other)) {
  initialise();
  const auto key = Key::generate();
  const auto output = key.output(input).value();
  const auto blinding = Blinding::of(input).value();
  const auto again = Blinding::of(input).value();
  RC_ASSERT(!(blinding.element() == again.element()));
  const auto finalized = blinding.finalize(input, key.evaluate(blinding.element())).value();
  RC_ASSERT(equal_constant_time(finalized.view(), output.view()));
  const auto kept = Blinding::with(blinding.blind().clone(), input).value();
  RC_ASSERT(kept.element() == blinding.element());

  const bool alike = input == other;
  RC_ASSERT(equal_constant_time(key.output(other).value().view(), output.view()) == alike);
  RC_ASSERT(!equal_constant_time(Key::generate().output(input).value().view(), output.view()));
}

TEST_F(Oprf, WhatIsNoElementIsNotTaken) {
  EXPECT_EQ(Element::from(Bytes(32)).error().code, Code::corrupt) << "the identity hides nothing";
  EXPECT_EQ(Element::from(Bytes(31, 1)).error().code, Code::corrupt);
  EXPECT_EQ(Element::from(Bytes(33, 1)).error().code, Code::corrupt);
  EXPECT_EQ(Element::from(Bytes(32, 0xff)).error().code, Code::corrupt);
  EXPECT_TRUE(Element::from(unhex(vectors[0].blinded)));
}

TEST_F(Oprf, WhatIsNoScalarIsNotTaken) {
  EXPECT_FALSE(Key::from(SecretBytes(32)));
  EXPECT_FALSE(Key::from(SecretBytes(31)));
  EXPECT_FALSE(Key::from(SecretBytes::copy_of(Bytes(32, 0xff)))) << "not below the order";
  EXPECT_FALSE(Blinding::with(SecretBytes(32), Bytes{1}));
}

}  // namespace
}  // namespace nwd::vault::oprf
