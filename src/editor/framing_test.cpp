#include "editor/framing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

namespace nwd::editor {
namespace {

Result<std::optional<std::string>> read(const std::string& bytes) {
  std::istringstream in(bytes);
  return read_message(in);
}

TEST(Framing, MessagesFollowEachOtherUntilTheStreamEnds) {
  std::istringstream in(
      "Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: application/x; charset=utf-8\r\n\r\n[1]");
  EXPECT_EQ(read_message(in).value(), "{}");
  EXPECT_EQ(read_message(in).value(), "[1]");
  EXPECT_EQ(read_message(in).value(), std::nullopt);
  EXPECT_EQ(read("Content-Length: 0\r\n\r\n").value(), "");
}

TEST(Framing, WhatIsNoHeaderIsTold) {
  for (const auto* bytes : {
           "Content-Length: 2\n\n{}",                           // LF alone
           "Content-Length: 2\r\n\r{}",                         // no empty line
           "Content-Length: 2\r\n\r\n{",                        // the message ends in the middle
           "Content-Length: 2\r\n",                             // the header ends in the middle
           "Content-Length\r\n\r\n",                            // no colon
           ": 2\r\n\r\n{}",                                     // no name
           "Content Length: 2\r\n\r\n{}",                       // no name of a field
           "Content-Length: -2\r\n\r\n{}",                      // below zero
           "Content-Length: 2x\r\n\r\n{}",                      // not a number
           "Content-Length: \r\n\r\n{}",                        // empty
           "Content-Length: 99999999999999999999\r\n\r\n{}",    // no number of 64 bits
           "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",  // twice
           "Content-Type: text/plain\r\n\r\n{}",                // no length
           "\r\n{}",                                            // nothing at all
           "Content-Length: 2\r\nContent-Type: a; charset=latin1\r\n\r\n{}",
       }) {
    const auto message = read(bytes);
    ASSERT_FALSE(message) << bytes;
    EXPECT_EQ(message.error().code, Code::invalid) << bytes;
  }
}

TEST(Framing, HeadersAndMessagesAreBounded) {
  EXPECT_EQ(read("X: " + std::string(max_header_bytes, 'x')).error().code, Code::too_large);
  EXPECT_EQ(read("Content-Length: 33554433\r\n\r\n").error().code, Code::too_large);
  EXPECT_EQ(read("Content-Length: 33554432\r\n\r\n").error().code, Code::invalid) << "allowed, but it is not there";
}

RC_GTEST_PROP(FramingProperty, WhatIsWrittenIsRead, (const std::vector<std::string>& contents)) {
  std::stringstream stream;
  for (const auto& content : contents) write_message(stream, content);
  for (const auto& content : contents) RC_ASSERT(read_message(stream).value().value() == content);
  RC_ASSERT(!read_message(stream).value());
}

}  // namespace
}  // namespace nwd::editor
