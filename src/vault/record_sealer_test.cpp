#include "vault/record_sealer.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace nwd::vault {
namespace {

IdBytes row(std::uint8_t filled) {
  IdBytes id;
  id.raw.fill(filled);
  return id;
}
Place place(std::uint8_t of, std::int64_t version = 1) { return {"name_index", row(of), "body", version}; }
Key fixed_key(std::uint8_t filled = 7) {
  initialise();
  SecretBytes key(key_size);
  for (auto& byte : key.writable()) byte = filled;
  return key;
}

RC_GTEST_PROP(RecordSealer, OpensWhatWasSealedAndNothingThatWasChangedOrMoved, ()) {
  RecordSealer sealer(fixed_key());
  const auto value = *rc::gen::resize(int{RecordSealer::longest}, rc::gen::arbitrary<Bytes>());
  const auto sealed = sealer.seal(place(1), value).value();
  RC_ASSERT(sealed.size() == RecordSealer::sealed_size);
  const auto opened = sealer.open(place(1), sealed);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(Bytes(opened->begin(), opened->end()) == value);

  auto changed = sealed;
  changed.at(*rc::gen::inRange<std::size_t>(0, changed.size())) ^=
      static_cast<std::uint8_t>(1U << *rc::gen::inRange(0U, 8U));
  RC_ASSERT(sealer.open(place(1), changed).error().code == Code::corrupt);
  RC_ASSERT(!sealer.open(place(2), sealed));
  RC_ASSERT(!sealer.open(place(1, 2), sealed));
  RecordSealer other(fixed_key(8));
  RC_ASSERT(!other.open(place(1), sealed));
}

TEST(RecordSealer, LongerOnesAreNotTakenAndAllAreOfOneLength) {
  RecordSealer sealer(fixed_key());
  const Bytes most(RecordSealer::longest, 'x');
  EXPECT_EQ(sealer.seal(place(1), {}).value().size(), sealer.seal(place(1), most).value().size());
  EXPECT_EQ(sealer.seal(place(1), Bytes(RecordSealer::longest + 1)).error().code, Code::too_large);
  for (const std::size_t size : {0U, 1U, 143U, 145U})
    EXPECT_EQ(sealer.open(place(1), Bytes(size)).error().code, Code::corrupt);
}

TEST(RecordSealer, TheSameValueLooksDifferentEachTime) {
  RecordSealer sealer(fixed_key());
  EXPECT_NE(sealer.seal(place(1), {}).value(), sealer.seal(place(1), {}).value());
}

}  // namespace
}  // namespace nwd::vault
