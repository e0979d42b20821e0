// Cuts the text at every edge of a finding and of a clause, rules on each stretch, and joins again
// what the same findings cover.
#include "pipeline/version/decide.h"

#include <algorithm>
#include <map>
#include <set>

namespace expurge {
namespace {

// ASCII white space and the no-break spaces (U+00A0, U+202F), which stand for a space in French
// typography: a stretch of nothing else needs no decision.
size_t WhiteSpaceAt(std::string_view text, size_t at) {
  const unsigned char byte = static_cast<unsigned char>(text[at]);
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return 1;
  if (text.substr(at, 2) == "\u00A0") return 2;
  if (text.substr(at, 3) == "\u202F" || text.substr(at, 3) == "\u2009") return 3;
  return 0;
}

size_t WhiteSpaceBefore(std::string_view text, size_t begin, size_t at) {
  for (size_t size : {size_t{1}, size_t{2}, size_t{3}}) {
    if (at >= begin + size && WhiteSpaceAt(text, at - size) == size) return size;
  }
  return 0;
}

TextRange Trimmed(std::string_view text, TextRange range) {
  while (!range.empty()) {
    const size_t size = WhiteSpaceAt(text, range.begin);
    if (size == 0) break;
    range.begin += size;
  }
  while (!range.empty()) {
    const size_t size = WhiteSpaceBefore(text, range.begin, range.end);
    if (size == 0) break;
    range.end -= size;
  }
  if (range.begin > range.end) range.begin = range.end;
  return range;
}

// Every offset where the set of covering findings or the clause may change, ascending.
std::vector<size_t> Edges(const Document& document, const Analysis& analysis) {
  const size_t size = document.text.size();
  std::set<size_t> edges{0, size};
  const auto add = [&](const TextRange& range) {
    edges.insert(std::min(range.begin, size));
    edges.insert(std::min(range.end, size));
  };
  for (const Finding& finding : analysis.findings) add(finding.passage);
  for (const Clause& clause : analysis.clauses) add(clause.range);
  for (const Block& block : document.blocks) add(block.range);
  return {edges.begin(), edges.end()};
}

// Walks the edges from left to right, keeping the findings and the clause that cover the stretch.
class Sweep {
 public:
  explicit Sweep(const Analysis& analysis) : analysis_(analysis) {
    for (size_t i = 0; i < analysis.findings.size(); ++i) {
      const TextRange& passage = analysis.findings[i].passage;
      if (!passage.empty()) starting_[passage.begin].push_back(i);
    }
  }

  // Findings that cover the stretch from `begin` on, ascending. `begin` must not decrease.
  const std::set<size_t>& FindingsAt(size_t begin) {
    while (!starting_.empty() && starting_.begin()->first <= begin) {
      open_.insert(starting_.begin()->second.begin(), starting_.begin()->second.end());
      starting_.erase(starting_.begin());
    }
    std::erase_if(open_, [&](size_t i) { return analysis_.findings[i].passage.end <= begin; });
    return open_;
  }

  // The clause that holds `begin`; null between clauses. `begin` must not decrease.
  const Clause* ClauseAt(size_t begin) {
    while (clause_ < analysis_.clauses.size() && analysis_.clauses[clause_].range.end <= begin) {
      ++clause_;
    }
    if (clause_ == analysis_.clauses.size()) return nullptr;
    const Clause& clause = analysis_.clauses[clause_];
    return clause.range.Contains(begin) ? &clause : nullptr;
  }

 private:
  const Analysis& analysis_;
  std::map<size_t, std::vector<size_t>> starting_;
  std::set<size_t> open_;
  size_t clause_ = 0;
};

// Two neighbouring stretches under the very same findings are one passage for whoever reviews it.
bool SamePassage(const Decision& left, const Decision& right) {
  return !left.findings.empty() && left.findings == right.findings;
}

}  // namespace

std::vector<Decision> Decide(const Document& document, const Analysis& analysis,
                             const DecisionRules& rules) {
  const std::string_view text = document.text.Reveal();
  const std::vector<size_t> edges = Edges(document, analysis);
  std::vector<Decision> decisions;
  Sweep sweep(analysis);
  int sentence = 0;
  for (size_t i = 0; i + 1 < edges.size(); ++i) {
    const std::set<size_t>& covering = sweep.FindingsAt(edges[i]);
    const Clause* clause = sweep.ClauseAt(edges[i]);
    if (clause != nullptr) sentence = clause->sentence;
    Decision decision;
    decision.range = Trimmed(text, {edges[i], edges[i + 1]});
    if (decision.range.empty()) continue;
    decision.findings.assign(covering.begin(), covering.end());
    decision.sentence = sentence;
    for (size_t finding : covering) decision.categories.Add(analysis.findings[finding].categories);
    const bool understood = clause != nullptr && clause->neutral != Neutral::kNone;
    // A finding without a category is a detector's mistake: something is there, nobody knows what.
    if (decision.categories.empty() && (!covering.empty() || !understood)) {
      decision.categories.Add(Category::kInconnu);
    }
    if (!decisions.empty() && SamePassage(decisions.back(), decision)) {
      decisions.back().range.end = decision.range.end;
      continue;
    }
    decisions.push_back(std::move(decision));
  }
  for (Decision& decision : decisions) {
    if (rules.recipient == nullptr) continue;  // the default ruling withholds
    decision.ruling =
        Rule(decision.categories, *rules.recipient, rules.jurisdiction, rules.scope);
  }
  return decisions;
}

}  // namespace expurge
