#include "base/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd::csv {
namespace {

struct Seen {
  std::int64_t line = 0;
  std::vector<std::string> fields;
  std::string problem;
  bool operator==(const Seen&) const = default;
};

std::vector<Seen> read_all(std::string_view text, std::size_t chunk = 1 << 20, const Limits& limits = {}) {
  std::vector<Seen> rows;
  const auto keep = [&](const Row& row) -> Result<void> {
    rows.push_back({row.line, {row.fields.begin(), row.fields.end()}, std::string(row.problem)});
    return {};
  };
  Reader reader(limits);
  for (std::size_t at = 0; at < text.size(); at += chunk) {
    EXPECT_TRUE(reader.read(text.substr(at, chunk), keep));
  }
  EXPECT_TRUE(reader.finish(keep));
  return rows;
}

using Fields = std::vector<std::string>;

TEST(Csv, ReadsQuotesAndLineBreaks) {
  const auto rows = read_all("a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n,\nlast");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].fields, (Fields{"a", "b"}));
  EXPECT_EQ(rows[1].fields, (Fields{"x, \"y\"", "two\r\nlines"}));
  EXPECT_EQ(rows[2].fields, (Fields{"", ""}));
  EXPECT_EQ(rows[3].fields, (Fields{"last"}));
  EXPECT_EQ(rows[1].line, 2);
  EXPECT_EQ(rows[2].line, 4);
  EXPECT_EQ(rows[3].line, 5);
}

TEST(Csv, TakesEveryKindOfLineBreakAndSkipsBlankLines) {
  const auto rows = read_all("a\rb\n\n\r\nc\r\n\"\"\n");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[2].fields, Fields{"c"});
  EXPECT_EQ(rows[2].line, 5);
  EXPECT_EQ(rows[3].fields, Fields{""});
}

TEST(Csv, DropsAByteOrderMarkOnly) {
  for (const std::size_t chunk : {1U, 2U, 100U}) {
    EXPECT_EQ(read_all("\xef\xbb\xbf\"a\",b", chunk)[0].fields, (Fields{"a", "b"}));
    EXPECT_EQ(read_all("\xef\xbb", chunk)[0].problem, "not UTF-8");
    EXPECT_EQ(read_all("\xef\xbb\x80x", chunk)[0].fields, Fields{"\xef\xbb\x80x"});
  }
}

TEST(Csv, TellsWhatIsWrongAndGoesOn) {
  const auto rows = read_all("a\nb\"c\n\"d\"e\nf\xff\ng\n\"never\nends");
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[1].problem, "a quote inside an unquoted field");
  EXPECT_EQ(rows[2].problem, "text after a closing quote");
  EXPECT_EQ(rows[3].problem, "not UTF-8");
  EXPECT_EQ(rows[4].fields, Fields{"g"});
  EXPECT_EQ(rows[5].problem, "a quoted field does not end");
  EXPECT_EQ(rows[5].line, 6);
}

TEST(Csv, BoundsEverySize) {
  const Limits limits{.field = 4, .row = 6, .columns = 3};
  const auto rows = read_all("1234\n12345\n1234,123\n1,2,3\n1,2,3,4\n\"12\n45\"\nend\n", 3, limits);
  ASSERT_EQ(rows.size(), 7U);
  EXPECT_EQ(rows[0].problem, "");
  EXPECT_EQ(rows[1].problem, "a field is too long");
  EXPECT_EQ(rows[2].problem, "the row is too long");
  EXPECT_EQ(rows[3].fields.size(), 3U);
  EXPECT_EQ(rows[4].problem, "too many columns");
  EXPECT_EQ(rows[5].problem, "a field is too long");
  EXPECT_EQ(rows[6].fields, Fields{"end"});
}

TEST(Csv, StopsWhenToldTo) {
  Reader reader;
  const auto result = reader.read("a\nb\n", [](const Row&) -> Result<void> { return fail(Code::too_large, "enough"); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::too_large);
}

TEST(Csv, FindsColumnsByName) {
  Reader reader;
  ASSERT_TRUE(reader.read("id, name ,,\n", [](const Row& row) -> Result<void> {
    const auto header = Header::of(row);
    EXPECT_TRUE(header);
    EXPECT_EQ(header->column("name"), 1U);
    EXPECT_EQ(header->missing({"id", "age"}), "age");
    return {};
  }));
  EXPECT_FALSE(Header::of(Row{1, {"a", "a"}, ""}));
}

std::string written(const std::vector<Fields>& rows) {
  std::string out;
  for (const auto& fields : rows) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      out += i == 0 ? "\"" : ",\"";
      for (const char c : fields[i]) out += c == '"' ? "\"\"" : std::string(1, c);
      out += '"';
    }
    out += "\r\n";
  }
  return out;
}

RC_GTEST_PROP(Csv, ReadsBackWhatIsWritten, ()) {
  const auto ascii = rc::gen::container<std::string>(rc::gen::element('a', '"', ',', '\r', '\n', ' '));
  const auto fields = rc::gen::nonEmpty(rc::gen::container<Fields>(rc::gen::resize(8, ascii)));
  const auto rows = *rc::gen::resize(10, rc::gen::container<std::vector<Fields>>(rc::gen::resize(6, fields)));
  const auto seen = read_all(written(rows), *rc::gen::inRange<std::size_t>(1, 9));
  RC_ASSERT(seen.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(seen[i].fields == rows[i]);
}

RC_GTEST_PROP(Csv, ReadsTheSameInAnyChunks, ()) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::element('a', '"', ',', '\r', '\n', '\xef', '\xbb', '\xbf'));
  const Limits limits{.field = 4, .row = 6, .columns = 3};
  RC_ASSERT(read_all(text, 1000, limits) == read_all(text, *rc::gen::inRange<std::size_t>(1, 5), limits));
}

}  // namespace
}  // namespace nwd::csv
