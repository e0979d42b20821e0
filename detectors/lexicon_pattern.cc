#include "detectors/lexicon_pattern.h"

#include <algorithm>
#include <array>
#include <utility>

#include "detectors/fold.h"

namespace expurge {
namespace {

constexpr int kMaxDepth = 12;

struct Family {
  std::string_view word;
  std::array<std::string_view, 20> forms;
  bool determiner;  // a determiner may follow
};

constexpr std::array<std::string_view, 33> kDeterminers = {
    "le",   "la",   "l",   "les",   "un",    "une",   "des",  "du",      "son",   "sa",       "ses",
    "leur", "leurs", "mon", "ma",   "mes",   "notre", "nos",  "votre",   "vos",   "ce",       "cet",
    "cette", "ces", "ton", "ta",    "tes",   "d",     "quelques", "plusieurs", "deux", "trois", "lui"};

// Little words that stand for their family.
constexpr std::array<Family, 7> kFamilies = {{
    {"de", {"de", "d", "du", "des"}, true},
    {"à", {"a", "au", "aux"}, true},
    {"ne", {"ne", "n"}, false},
    {"se", {"se", "s", "me", "m", "te", "t", "nous", "vous"}, false},
    {"que", {"que", "qu"}, false},
    {"il", {"il", "elle", "ils", "elles", "on", "je", "j", "nous", "tu", "vous", "iel"}, false},
    {"pas", {"pas", "plus", "jamais", "guere", "point", "aucunement", "nullement"}, false},
}};

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x80) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z') || c == '-' || c == '\'' || c == '/';
}

std::vector<std::string> Parts(std::string_view raw) {
  const std::string folded = Fold(raw).text;
  std::vector<std::string> parts(1);
  for (const char c : folded) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) {
      parts.back().push_back(c);
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

PatternNode Words(std::vector<std::string> forms) {
  PatternNode node;
  node.forms = std::move(forms);
  return node;
}

PatternNode Sequence(std::vector<PatternNode> children) {
  if (children.size() == 1) return std::move(children.front());
  PatternNode node;
  node.kind = PatternNode::Kind::kSequence;
  node.children = std::move(children);
  return node;
}

PatternNode Determiner(bool optional) {
  PatternNode node = Words({kDeterminers.begin(), kDeterminers.end()});
  node.optional = optional;
  return node;
}

class Parser {
 public:
  Parser(std::string_view text, const PatternSets& sets, int depth)
      : text_(text), sets_(sets), depth_(depth) {}

  tl::expected<PatternNode, PatternError> Parse() {
    auto node = ParseSequence(0);
    if (!node) return node;
    if (at_ < text_.size()) return Error("fin du motif");
    if (node->kind == PatternNode::Kind::kGap || node->kind == PatternNode::Kind::kWideGap ||
        node->optional) {
      return Error("au moins un mot");
    }
    if (node->kind == PatternNode::Kind::kSequence) {
      const PatternNode& first = node->children.front();
      const PatternNode& last = node->children.back();
      for (const PatternNode* end : {&first, &last}) {
        if (end->kind == PatternNode::Kind::kGap || end->kind == PatternNode::Kind::kWideGap) {
          return Error("un mot au début et à la fin du motif");
        }
      }
      const bool all_optional = std::all_of(node->children.begin(), node->children.end(),
                                            [](const PatternNode& n) { return n.optional; });
      if (all_optional) return Error("au moins un mot qui ne soit pas facultatif");
    }
    return node;
  }

 private:
  tl::unexpected<PatternError> Error(std::string expected) const {
    size_t column = 0;
    for (size_t i = 0; i < at_ && i < text_.size(); ++i) {
      if ((static_cast<unsigned char>(text_[i]) & 0xc0) != 0x80) ++column;
    }
    return tl::unexpected<PatternError>(PatternError{column, std::move(expected)});
  }

  void SkipSpace() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  tl::expected<PatternNode, PatternError> ParseSequence(int nesting) {
    std::vector<PatternNode> children;
    SkipSpace();
    while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')') {
      auto child = ParseAtom(nesting);
      if (!child) return child;
      if (at_ < text_.size() && text_[at_] == '?') {
        child->optional = true;
        ++at_;
      }
      children.push_back(std::move(*child));
      SkipSpace();
    }
    if (children.empty()) return Error("un mot, un groupe « ( … ) » ou un ensemble « @nom »");
    return Sequence(std::move(children));
  }

  tl::expected<PatternNode, PatternError> ParseAtom(int nesting) {
    const char c = text_[at_];
    if (c == '(') return ParseGroup(nesting);
    if (c == '.') return ParseGap();
    if (c == '@') return ParseSet();
    if (c == '#') return ParseNumber();
    if (c == '"') return ParseExact();
    if (c == '~' || c == '=') {
      ++at_;
      const size_t begin = at_;
      while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
      const std::vector<std::string> parts = Parts(text_.substr(begin, at_ - begin));
      if (parts.size() != 1) {
        return Error(c == '~' ? "un verbe, un nom ou un adjectif" : "un sigle");
      }
      PatternNode node = Words({parts.front()});
      node.kind = c == '~' ? PatternNode::Kind::kLemma : PatternNode::Kind::kAcronym;
      return node;
    }
    return ParseWord();
  }

  tl::expected<PatternNode, PatternError> ParseWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    const std::string_view raw = text_.substr(begin, at_ - begin);
    const std::vector<std::string> parts = Parts(raw);
    if (parts.empty()) return Error("un mot");
    std::vector<PatternNode> nodes;
    if (raw == "le" || raw == "un") {
      nodes.push_back(Determiner(false));
      return Sequence(std::move(nodes));
    }
    for (const Family& family : kFamilies) {
      if (raw != family.word) continue;
      std::vector<std::string> forms;
      for (const std::string_view form : family.forms) {
        if (!form.empty()) forms.emplace_back(form);
      }
      nodes.push_back(Words(std::move(forms)));
      if (family.determiner) nodes.push_back(Determiner(true));
      return Sequence(std::move(nodes));
    }
    for (const std::string& part : parts) nodes.push_back(Words(WithPlural(part)));
    return Sequence(std::move(nodes));
  }

  tl::expected<PatternNode, PatternError> ParseExact() {
    const size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') ++at_;
    if (at_ == text_.size()) return Error("un guillemet fermant");
    std::vector<PatternNode> nodes;
    for (std::string& part : Parts(text_.substr(begin, at_ - begin))) {
      nodes.push_back(Words({std::move(part)}));
    }
    if (nodes.empty()) return Error("un mot entre guillemets");
    ++at_;
    return Sequence(std::move(nodes));
  }

  tl::expected<PatternNode, PatternError> ParseGap() {
    size_t dots = 0;
    while (at_ < text_.size() && text_[at_] == '.') ++at_, ++dots;
    if (dots != 2 && dots != 3) return Error("« .. » ou « ... »");
    PatternNode node;
    node.kind = dots == 2 ? PatternNode::Kind::kGap : PatternNode::Kind::kWideGap;
    return node;
  }

  tl::expected<PatternNode, PatternError> ParseNumber() {
    ++at_;
    PatternNode node;
    node.kind = PatternNode::Kind::kNumber;
    if (text_.substr(at_).starts_with("€")) {
      node.kind = PatternNode::Kind::kAmount;
      at_ += std::string_view("€").size();
    } else if (at_ < text_.size() && text_[at_] == '%') {
      node.kind = PatternNode::Kind::kPercent;
      ++at_;
    }
    return node;
  }

  tl::expected<PatternNode, PatternError> ParseSet() {
    const size_t begin = ++at_;
    while (at_ < text_.size() && (IsWordByte(text_[at_]) || text_[at_] == '_')) ++at_;
    const std::string* alternatives = sets_(text_.substr(begin, at_ - begin));
    if (alternatives == nullptr || depth_ >= kMaxDepth) {
      at_ = begin;
      return Error("un ensemble « @nom » défini par une ligne « @nom <tabulation> a|b|c »");
    }
    Parser inner(*alternatives, sets_, depth_ + 1);
    auto group = inner.ParseAlternatives(0);
    if (!group) return Error("un ensemble bien formé : " + group.error().expected);
    return group;
  }

  tl::expected<PatternNode, PatternError> ParseGroup(int nesting) {
    if (nesting >= kMaxDepth) return Error("moins de parenthèses imbriquées");
    ++at_;
    auto group = ParseAlternatives(nesting + 1);
    if (!group) return group;
    if (at_ >= text_.size() || text_[at_] != ')') return Error("« ) »");
    ++at_;
    return group;
  }

 public:
  tl::expected<PatternNode, PatternError> ParseAlternatives(int nesting) {
    PatternNode group;
    group.kind = PatternNode::Kind::kGroup;
    while (true) {
      auto alternative = ParseSequence(nesting);
      if (!alternative) return alternative;
      const bool sequence = alternative->kind == PatternNode::Kind::kSequence;
      if (alternative->optional ||
          (sequence && std::all_of(alternative->children.begin(), alternative->children.end(),
                                   [](const PatternNode& n) { return n.optional; }))) {
        return Error("au moins un mot qui ne soit pas facultatif");
      }
      group.children.push_back(std::move(*alternative));
      if (at_ >= text_.size() || text_[at_] != '|') return group;
      ++at_;
    }
  }

 private:
  std::string_view text_;
  const PatternSets& sets_;
  int depth_;
  size_t at_ = 0;
};

}  // namespace

std::vector<std::string> WithPlural(std::string_view folded) {
  std::vector<std::string> forms = {std::string(folded)};
  if (folded.size() < 4) return forms;
  const char last = folded.back();
  if (last == 's' || last == 'x' || last == 'z' || (last >= '0' && last <= '9')) return forms;
  forms.push_back(std::string(folded) + "s");
  if (folded.ends_with("al")) {
    forms.push_back(std::string(folded.substr(0, folded.size() - 1)) + "ux");
  } else if (folded.ends_with("eau") || folded.ends_with("eu")) {
    forms.push_back(std::string(folded) + "x");
  }
  return forms;
}

tl::expected<PatternNode, PatternError> ParsePattern(std::string_view pattern,
                                                     const PatternSets& sets) {
  return Parser(pattern, sets, 0).Parse();
}

}  // namespace expurge
