// The kernels of sets of days: a part of kernels_body.h, which includes it inside its unnamed namespace.

// NOLINTBEGIN(bugprone-implicit-widening-of-multiplication-result): indices of a few columns
// ---- Sorting networks (Batcher, "Sorting networks and their applications", 1968) -----------------------------------

template <int M>
struct Network {
  int low[32] = {};
  int high[32] = {};
  int size = 0;
};

template <int M>
constexpr Network<M> network() {
  Network<M> n;
  for (int p = 1; p < M; p *= 2)
    for (int k = p; k >= 1; k /= 2)
      for (int j = k % p; j + k < M; j += 2 * k)
        for (int i = 0; i < k; ++i) {
          const bool same_run = (i + j) / (p * 2) == (i + j + k) / (p * 2);
          if (i + j + k >= M || !same_run) continue;
          n.low[n.size] = i + j;
          n.high[n.size++] = i + j + k;
        }
  return n;
}

template <int M, int I = 0>
NWD_INLINE void sort(V* v) {
  constexpr Network<M> n = network<M>();
  if constexpr (I < n.size) {
    constexpr int a = n.low[I];
    constexpr int b = n.high[I];
    const V low = least(v[a], v[b]);
    v[b] = greatest(v[a], v[b]);
    v[a] = low;
    sort<M, I + 1>(v);
  }
}

// ---- Sets ----------------------------------------------------------------------------------------------------------

// Interval number I; one that is empty becomes [never, never), which sorts last.
template <int M, int I = 0>
NWD_INLINE void load_slots(const std::int32_t* const* in, std::size_t i, V* begin, V* end) {
  if constexpr (I < M) {
    const V b = load(in[2 * I], i);
    const V e = load(in[2 * I + 1], i);
    const V real = b < e;
    begin[I] = choose(real, b, same(future));
    end[I] = choose(real, e, same(future));
    load_slots<M, I + 1>(in, i, begin, end);
  }
}

template <int M, int I = 0>
NWD_INLINE void store_slots(std::int32_t* const* out, std::size_t i, const V* begin, const V* end) {
  if constexpr (I < M) {
    store(out[2 * I], i, begin[I]);
    store(out[2 * I + 1], i, end[I]);
    store_slots<M, I + 1>(out, i, begin, end);
  }
}

// With begins and ends each in order, the union has a gap between the i-th end and the next begin where that end is
// earlier; everywhere else both vanish.
template <int M, int I = 0>
NWD_INLINE void close_gaps(V* begin, V* end) {
  if constexpr (I + 1 < M) {
    const V gap = end[I] < begin[I + 1];
    end[I] = choose(gap, end[I], same(future));
    begin[I + 1] = choose(gap, begin[I + 1], same(future));
    close_gaps<M, I + 1>(begin, end);
  }
}

// Of two sets side by side, what both hold lies between the begin after the i-th and the i-th end.
template <int M, int I = 0>
NWD_INLINE void overlaps(V* begin, V* end) {
  if constexpr (I + 1 < M) {
    const V real = begin[I + 1] < end[I];
    begin[I] = choose(real, begin[I + 1], same(future));
    end[I] = choose(real, end[I], same(future));
    overlaps<M, I + 1>(begin, end);
  }
}

template <int M>
NWD_INLINE void finish(const Operands& o, std::size_t i, V* begin, V* end) {
  sort<M>(begin);
  sort<M>(end);
  store_slots<(M < 4 ? M : 4)>(o.out, i, begin, end);
  if constexpr (M > 4) store(o.overflow, i, load(o.overflow, i) | (begin[4] < same(future)));
}

template <int M>
void unite(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    V begin[M], end[M];
    load_slots<M>(o.in, i, begin, end);
    sort<M>(begin);
    sort<M>(end);
    close_gaps<M>(begin, end);
    finish<M>(o, i, begin, end);
  }
}

template <int M>
void meet(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    V begin[M], end[M];
    load_slots<M>(o.in, i, begin, end);
    sort<M>(begin);
    sort<M>(end);
    overlaps<M>(begin, end);
    finish<M - 1>(o, i, begin, end);
  }
}

template <int M>
void complement(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    V begin[M + 1], end[M + 1];
    load_slots<M>(o.in, i, end, begin + 1);  // a gap begins where an interval ends
    sort<M>(begin + 1);
    sort<M>(end);
    begin[0] = same(past);
    end[M] = same(future);
    store_slots<M + 1>(o.out, i, begin, end);
  }
}

template <int M, int I = 0>
NWD_INLINE V within_any(const std::int32_t* const* in, std::size_t i, V first, V last) {
  if constexpr (I == M) {
    return V{};
  } else {
    const V here = (load(in[2 * I], i) <= first) & (last < load(in[2 * I + 1], i));
    return here | within_any<M, I + 1>(in, i, first, last);
  }
}

template <int M>
void inside(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V first = load(o.in[0], i);
    const V last = load(o.in[1], i);
    const V yes = within_any<M>(o.in + 2, i, first, last) & (first > same(past)) & (last < same(future));
    store(o.out[0], i, choose(yes, same(past), same(future)));
  }
}

template <int M, int I = 0>
NWD_INLINE V meets_any(const std::int32_t* const* in, std::size_t i, V from, V until) {
  if constexpr (I == M) {
    return V{};
  } else {
    const V here = greatest(load(in[2 * I], i), from) < least(load(in[2 * I + 1], i), until);
    return here | meets_any<M, I + 1>(in, i, from, until);
  }
}

template <int M>
void touches(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V from = greatest(load(o.in[0], i), same(past + 1));
    const V last = load(o.in[1], i);
    const V yes = meets_any<M>(o.in + 2, i, from, least(last, same(future - 1)) + 1);
    store(o.out[0], i, choose(yes, same(past), same(future)));
  }
}
// NOLINTEND(bugprone-implicit-widening-of-multiplication-result)
