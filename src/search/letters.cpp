#include "search/letters.h"

#include <algorithm>
#include <iterator>

namespace nwd::search {
namespace {

struct Range {
  char32_t first;
  char32_t last;
  std::u32string_view folded;
};

// In order. Blocks of Unicode: Latin-1, Latin Extended-A and B, Greek, Cyrillic, Arabic, Latin Extended Additional.
constexpr Range ranges[] = {
    {0xc0, 0xc5, U"a"},        {0xc6, 0xc6, U"ae"},       {0xc7, 0xc7, U"c"},        {0xc8, 0xcb, U"e"},
    {0xcc, 0xcf, U"i"},        {0xd0, 0xd0, U"d"},        {0xd1, 0xd1, U"n"},        {0xd2, 0xd6, U"o"},
    {0xd8, 0xd8, U"o"},        {0xd9, 0xdc, U"u"},        {0xdd, 0xdd, U"y"},        {0xde, 0xde, U"th"},
    {0xdf, 0xdf, U"ss"},       {0xe0, 0xe5, U"a"},        {0xe6, 0xe6, U"ae"},       {0xe7, 0xe7, U"c"},
    {0xe8, 0xeb, U"e"},        {0xec, 0xef, U"i"},        {0xf0, 0xf0, U"d"},        {0xf1, 0xf1, U"n"},
    {0xf2, 0xf6, U"o"},        {0xf8, 0xf8, U"o"},        {0xf9, 0xfc, U"u"},        {0xfd, 0xfd, U"y"},
    {0xfe, 0xfe, U"th"},       {0xff, 0xff, U"y"},        {0x100, 0x105, U"a"},      {0x106, 0x10d, U"c"},
    {0x10e, 0x111, U"d"},      {0x112, 0x11b, U"e"},      {0x11c, 0x123, U"g"},      {0x124, 0x127, U"h"},
    {0x128, 0x131, U"i"},      {0x132, 0x133, U"ij"},     {0x134, 0x135, U"j"},      {0x136, 0x138, U"k"},
    {0x139, 0x142, U"l"},      {0x143, 0x14b, U"n"},      {0x14c, 0x151, U"o"},      {0x152, 0x153, U"oe"},
    {0x154, 0x159, U"r"},      {0x15a, 0x161, U"s"},      {0x162, 0x167, U"t"},      {0x168, 0x173, U"u"},
    {0x174, 0x175, U"w"},      {0x176, 0x178, U"y"},      {0x179, 0x17e, U"z"},      {0x17f, 0x17f, U"s"},
    {0x1a0, 0x1a1, U"o"},      {0x1af, 0x1b0, U"u"},      {0x1cd, 0x1ce, U"a"},      {0x1cf, 0x1d0, U"i"},
    {0x1d1, 0x1d2, U"o"},      {0x1d3, 0x1dc, U"u"},      {0x218, 0x219, U"s"},      {0x21a, 0x21b, U"t"},
    {0x386, 0x386, U"α"},      {0x388, 0x388, U"ε"},      {0x389, 0x389, U"η"},      {0x38a, 0x38a, U"ι"},
    {0x38c, 0x38c, U"ο"},      {0x38e, 0x38e, U"υ"},      {0x38f, 0x38f, U"ω"},      {0x390, 0x390, U"ι"},
    {0x3aa, 0x3aa, U"ι"},      {0x3ab, 0x3ab, U"υ"},      {0x3ac, 0x3ac, U"α"},      {0x3ad, 0x3ad, U"ε"},
    {0x3ae, 0x3ae, U"η"},      {0x3af, 0x3af, U"ι"},      {0x3b0, 0x3b0, U"υ"},      {0x3c2, 0x3c2, U"σ"},
    {0x3ca, 0x3ca, U"ι"},      {0x3cb, 0x3cb, U"υ"},      {0x3cc, 0x3cc, U"ο"},      {0x3cd, 0x3cd, U"υ"},
    {0x3ce, 0x3ce, U"ω"},      {0x401, 0x401, U"е"},      {0x419, 0x419, U"и"},      {0x439, 0x439, U"и"},
    {0x451, 0x451, U"е"},      {0x622, 0x623, U"\u0627"}, {0x625, 0x625, U"\u0627"}, {0x629, 0x629, U"\u0647"},
    {0x649, 0x649, U"\u064a"}, {0x1e00, 0x1e01, U"a"},    {0x1e02, 0x1e07, U"b"},    {0x1e08, 0x1e09, U"c"},
    {0x1e0a, 0x1e13, U"d"},    {0x1e14, 0x1e1d, U"e"},    {0x1e1e, 0x1e1f, U"f"},    {0x1e20, 0x1e21, U"g"},
    {0x1e22, 0x1e2b, U"h"},    {0x1e2c, 0x1e2f, U"i"},    {0x1e30, 0x1e35, U"k"},    {0x1e36, 0x1e3d, U"l"},
    {0x1e3e, 0x1e43, U"m"},    {0x1e44, 0x1e4b, U"n"},    {0x1e4c, 0x1e53, U"o"},    {0x1e54, 0x1e57, U"p"},
    {0x1e58, 0x1e5f, U"r"},    {0x1e60, 0x1e69, U"s"},    {0x1e6a, 0x1e71, U"t"},    {0x1e72, 0x1e7b, U"u"},
    {0x1e7c, 0x1e7f, U"v"},    {0x1e80, 0x1e89, U"w"},    {0x1e8a, 0x1e8d, U"x"},    {0x1e8e, 0x1e8f, U"y"},
    {0x1e90, 0x1e95, U"z"},    {0x1e96, 0x1e96, U"h"},    {0x1e97, 0x1e97, U"t"},    {0x1e98, 0x1e98, U"w"},
    {0x1e99, 0x1e99, U"y"},    {0x1e9e, 0x1e9e, U"ss"},   {0x1ea0, 0x1eb7, U"a"},    {0x1eb8, 0x1ec7, U"e"},
    {0x1ec8, 0x1ecb, U"i"},    {0x1ecc, 0x1ee3, U"o"},    {0x1ee4, 0x1ef1, U"u"},    {0x1ef2, 0x1ef9, U"y"}};
static_assert(std::is_sorted(std::begin(ranges), std::end(ranges),
                             [](const Range& a, const Range& b) { return a.last < b.first; }));

struct Span {
  char32_t first;
  char32_t last;
};
// Combining accents, Arabic vowel signs and the stroke that lengthens, joiners, what turns the direction, apostrophes.
constexpr Span marks[] = {{0xad, 0xad},     {0x2b9, 0x2bf},   {0x300, 0x36f},   {0x61c, 0x61c},   {0x640, 0x640},
                          {0x64b, 0x65f},   {0x200b, 0x200f}, {0x2018, 0x201b}, {0x202a, 0x202e}, {0x2032, 0x2032},
                          {0x2060, 0x2069}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}};
constexpr Span dividers[] = {{0x80, 0xa9},     {0xab, 0xac},     {0xae, 0xb4},     {0xb6, 0xb9},
                             {0xbb, 0xbf},     {0xd7, 0xd7},     {0xf7, 0xf7},     {0x60c, 0x60c},
                             {0x2000, 0x206f}, {0x3000, 0x3003}, {0x30fb, 0x30fb}, {0xfffd, 0xfffd}};

template <std::size_t N>
bool in(const Span (&spans)[N], char32_t c) {
  return std::any_of(std::begin(spans), std::end(spans), [c](const Span& s) { return c >= s.first && c <= s.last; });
}

// Small letters of a whole alphabet, one after the other.
constexpr std::u32string_view latin = U"abcdefghijklmnopqrstuvwxyz";
constexpr std::u32string_view greek = U"αβγδεζηθικλμνξοπρςστυφχψω";
constexpr std::u32string_view cyrillic = U"абвгдежзийклмнопрстуфхцчшщъыьэюя";
constexpr std::u32string_view cyrillic_more = U"ѐёђѓєѕіїјљњћќѝўџ";

std::u32string_view small(char32_t c) {
  if (c >= U'A' && c <= U'Z') return latin.substr(c - U'A', 1);
  if (c >= 0x391 && c <= 0x3a9) return greek.substr(c - 0x391, 1);
  if (c >= 0x410 && c <= 0x42f) return cyrillic.substr(c - 0x410, 1);
  if (c >= 0x400 && c <= 0x40f) return cyrillic_more.substr(c - 0x400, 1);
  return {};
}

Letter ascii(char32_t c) {
  const bool as_it_is = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
  if (as_it_is) return {};
  if (c >= U'A' && c <= U'Z') return {Kind::letter, small(c)};
  return {c == U'\'' || c == U'`' ? Kind::mark : Kind::divider, {}};
}

}  // namespace

Letter letter(char32_t c) {
  if (c < 0x80) return ascii(c);
  const auto* const found =
      std::lower_bound(std::begin(ranges), std::end(ranges), c, [](const Range& r, char32_t x) { return r.last < x; });
  if (found != std::end(ranges) && found->first <= c) return {Kind::letter, found->folded};
  if (in(marks, c)) return {Kind::mark, {}};
  if (in(dividers, c)) return {Kind::divider, {}};
  return {Kind::letter, small(c)};
}

}  // namespace nwd::search
