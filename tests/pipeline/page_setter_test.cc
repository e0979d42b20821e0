#include "pipeline/render/page_setter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace expurge {
namespace {

class HalfWide final : public TextMetrics {
 public:
  double Advance(Face, char16_t) const override { return 500; }
};

// The lines of a page from the top, texts of one baseline joined by a bar, without the page number.
std::vector<std::string> LinesOf(const SetPage& page) {
  std::vector<std::string> lines;
  double y = 0;
  for (size_t i = 0; i + 1 < page.texts.size(); ++i) {
    const PlacedText& text = page.texts[i];
    const std::string ascii(text.text.begin(), text.text.end());
    if (!lines.empty() && std::abs(text.y - y) < 0.1) {
      lines.back() += "|" + ascii;
    } else {
      lines.push_back(ascii);
    }
    y = text.y;
  }
  return lines;
}

std::string Number(const SetPage& page) {
  const std::u16string& text = page.texts.back().text;
  return {text.begin(), text.end()};
}

std::string Words(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) words += (i > 0 ? " " : "") + std::string("motmotmot");
  return words;
}

class PageSetterTest : public ::testing::Test {
 protected:
  HalfWide metrics_;
  PageSetter setter_{metrics_};
};

TEST_F(PageSetterTest, AnEmptyVersionIsOnePage) {
  const auto pages = setter_.Finish(false);
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(Number(pages[0]), "1/1");
  EXPECT_TRUE(LinesOf(pages[0]).empty());
  EXPECT_FALSE(pages[0].draft);
}

TEST_F(PageSetterTest, ADraftSaysSoOnEveryPage) {
  for (int i = 0; i < 100; ++i) setter_.Paragraph("x");
  const auto pages = setter_.Finish(true);
  ASSERT_GT(pages.size(), 1U);
  for (const SetPage& page : pages) {
    EXPECT_TRUE(page.draft);
    EXPECT_EQ(LinesOf(page)[0], "BROUILLON");
  }
}

TEST_F(PageSetterTest, StaysWithinTheMargins) {
  setter_.Title("Titre");
  setter_.Fields({{"Objet", Words(60)}, {"Un libellé bien trop long pour tenir à côté", "v"}});
  for (int i = 0; i < 30; ++i) setter_.Paragraph(Words(70));
  setter_.ListItem("- " + Words(40), 5);
  setter_.Paragraph(std::string(4000, 'w'));
  setter_.Table({{Words(30), "b", Words(90)}, {"c", Words(10), "d"}});
  setter_.Closing({Words(20), "x"});
  for (const SetPage& page : setter_.Finish(false)) {
    for (size_t i = 0; i + 1 < page.texts.size(); ++i) {
      const PlacedText& text = page.texts[i];
      EXPECT_GE(text.x, 70);
      EXPECT_LE(text.x + metrics_.Width(text.face, text.size, text.text), kPageWidth - 70);
      EXPECT_GE(text.y, 70);
      EXPECT_LE(text.y, kPageHeight - 70);
    }
  }
}

TEST_F(PageSetterTest, TextRunsDownThePage) {
  setter_.Fields({{"Objet", Words(30)}});
  setter_.ListItem("1. " + Words(40), 1);
  setter_.Paragraph(Words(40));
  const auto pages = setter_.Finish(false);
  double y = kPageHeight;
  for (size_t i = 0; i + 1 < pages[0].texts.size(); ++i) {
    EXPECT_LE(pages[0].texts[i].y, y);
    y = pages[0].texts[i].y;
  }
}

// Fills the page with short paragraphs until about `lines` lines are left, for every offset.
TEST_F(PageSetterTest, LeavesNoLineOfAParagraphAlone) {
  for (int filler = 0; filler < 40; ++filler) {
    PageSetter setter(metrics_);
    for (int i = 0; i < filler; ++i) setter.Paragraph("x");
    setter.Paragraph(Words(25));  // several lines
    const auto pages = setter.Finish(false);
    for (const SetPage& page : pages) {
      const auto lines = LinesOf(page);
      const auto count = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
        return line.starts_with("mot");
      });
      EXPECT_NE(count, 1) << "after " << filler;
    }
  }
}

TEST_F(PageSetterTest, AHeadingStaysWithWhatItAnnounces) {
  for (int filler = 0; filler < 40; ++filler) {
    PageSetter setter(metrics_);
    for (int i = 0; i < filler; ++i) setter.Paragraph("x");
    setter.Heading("Partie", 1);
    setter.Heading("Sous-partie", 2);
    setter.Paragraph(Words(25));
    for (const SetPage& page : setter.Finish(false)) {
      const auto lines = LinesOf(page);
      if (lines.empty()) continue;
      EXPECT_NE(lines.back(), "Partie") << filler;
      EXPECT_NE(lines.back(), "Sous-partie") << filler;
    }
  }
}

TEST_F(PageSetterTest, HeadingsAloneAreSetToo) {
  setter_.Heading("Seul", 1);
  EXPECT_EQ(LinesOf(setter_.Finish(false)[0]), std::vector<std::string>{"Seul"});
  PageSetter many(metrics_);
  for (int i = 0; i < 500; ++i) many.Heading("Titre", 3);
  size_t lines = 0;
  for (const SetPage& page : many.Finish(false)) lines += LinesOf(page).size();
  EXPECT_EQ(lines, 500U);
}

TEST_F(PageSetterTest, ListItemsHangFromTheirMarker) {
  setter_.ListItem("- " + Words(25), 1);
  setter_.ListItem("12) " + Words(2), 1);
  setter_.ListItem("- " + Words(2), 2);
  const auto pages = setter_.Finish(false);
  const auto& texts = pages[0].texts;
  ASSERT_EQ(texts[0].text, u"-");
  EXPECT_LT(texts[0].x, texts[1].x);
  EXPECT_EQ(texts[1].x, texts[2].x);  // the second line under the first
  const auto numbered = std::find_if(texts.begin(), texts.end(), [](const PlacedText& text) {
    return text.text == u"12)";
  });
  ASSERT_NE(numbered, texts.end());
  const auto deeper = std::find_if(numbered, texts.end(), [](const PlacedText& text) {
    return text.text == u"-";
  });
  ASSERT_NE(deeper, texts.end());
  EXPECT_GT((deeper + 1)->x, texts[1].x);
}

TEST_F(PageSetterTest, AnItemWithoutMarkerOrWithoutTextIsSet) {
  setter_.ListItem("sans tiret", 1);
  setter_.ListItem("-", 1);
  setter_.ListItem("- ", 1);
  EXPECT_EQ(LinesOf(setter_.Finish(false)[0]), (std::vector<std::string>{"sans tiret", "-", "-"}));
}

TEST_F(PageSetterTest, ATableRepeatsItsHeaderOnEveryPage) {
  std::vector<TableRow> rows = {{"Nature", "Montant"}};
  for (int i = 0; i < 120; ++i) rows.push_back({"Aide", std::to_string(i) + ",00"});
  setter_.Heading("Ressources", 2);
  setter_.Table(rows);
  setter_.Paragraph("Suite");
  const auto pages = setter_.Finish(false);
  ASSERT_GT(pages.size(), 2U);
  int seen = 0;
  for (const SetPage& page : pages) {
    const auto lines = LinesOf(page);
    const auto headers = std::count(lines.begin(), lines.end(), "Nature|Montant");
    EXPECT_EQ(headers, 1);
    seen += static_cast<int>(std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
      return line.starts_with("Aide|");
    }));
  }
  EXPECT_EQ(seen, 120);
}

TEST_F(PageSetterTest, TheHeaderOfATableIsNeverAloneNorTwiceOnAPage) {
  for (int filler = 0; filler < 40; ++filler) {
    PageSetter setter(metrics_);
    for (int i = 0; i < filler; ++i) setter.Paragraph("x");
    setter.Table({{"Nature", "Montant"}, {Words(60), "1,00"}, {"Aide", "2,00"}});
    for (const SetPage& page : setter.Finish(false)) {
      const auto lines = LinesOf(page);
      if (lines.empty()) continue;
      EXPECT_NE(lines.back(), "Nature|Montant") << filler;
      EXPECT_LE(std::count(lines.begin(), lines.end(), "Nature|Montant"), 1) << filler;
    }
  }
}

TEST_F(PageSetterTest, FiguresStandOnTheRight) {
  setter_.Table({{"Nature", "Montant", "Date"},
                 {"Aide", "12,00 €", "01/02/2026"},
                 {"Prime", "1 012,00 €", "01/03/2026"}});
  const auto pages = setter_.Finish(false);
  const auto end = [&](const PlacedText& text) {
    return text.x + metrics_.Width(text.face, text.size, text.text);
  };
  const auto& texts = pages[0].texts;
  EXPECT_NEAR(end(texts[4]), end(texts[7]), 0.1);
  EXPECT_NEAR(texts[5].x, texts[8].x, 0.1);  // dates are no figures
}

TEST_F(PageSetterTest, ARowHigherThanAPageIsSetAsLines) {
  setter_.Table({{"Objet", "Texte"}, {"Suivi", Words(2000)}});
  size_t words = 0;
  for (const SetPage& page : setter_.Finish(false)) {
    for (const PlacedText& text : page.texts) {
      for (size_t at = 0; (at = text.text.find(u"motmotmot", at)) != std::u16string::npos; ++at) {
        ++words;
      }
    }
  }
  EXPECT_EQ(words, 2000U);
}

TEST_F(PageSetterTest, ATableOfManyColumnsIsSetAsLines) {
  setter_.Table({TableRow(14, "abcdef")});
  EXPECT_EQ(LinesOf(setter_.Finish(false)[0]).size(), 14U);
}

TEST_F(PageSetterTest, RaggedAndEmptyRowsAreSet) {
  setter_.Table({});
  setter_.Table({{}});
  setter_.Table({{"", ""}, {"a"}, {"b", "c", "d"}});
  EXPECT_EQ(LinesOf(setter_.Finish(false)[0]), (std::vector<std::string>{"a", "b|c|d"}));
}

TEST(HasHeaderRow, NeedsNamesOverFigures) {
  EXPECT_TRUE(HasHeaderRow({{"Nature", "Montant"}, {"Aide", "12"}}));
  EXPECT_TRUE(HasHeaderRow({{"Poste", "Par mois"}, {"Loyer", "500"}, {"Eau", "30"}}));
  EXPECT_TRUE(HasHeaderRow({{"Échéance", "Organisme"}, {"mai", "Caisse"}}));
}

TEST(HasHeaderRow, ARowOfDataIsNone) {
  EXPECT_FALSE(HasHeaderRow({{"Aide", "12"}, {"Prime", "13"}}));
  EXPECT_FALSE(HasHeaderRow({{"Emma", "fille"}, {"Hugo", "fils"}}));
  EXPECT_FALSE(HasHeaderRow({{"Nature", "Montant"}}));
  EXPECT_FALSE(HasHeaderRow({{"Nature"}, {"12"}}));
  EXPECT_FALSE(HasHeaderRow({}));
}

TEST_F(PageSetterTest, TheClosingStaysTogether) {
  for (int filler = 0; filler < 40; ++filler) {
    PageSetter setter(metrics_);
    for (int i = 0; i < filler; ++i) setter.Paragraph("x");
    setter.Closing({"signe", "signe", "signe", "signe"});
    for (const SetPage& page : setter.Finish(false)) {
      const auto lines = LinesOf(page);
      const auto count = std::count(lines.begin(), lines.end(), "signe");
      EXPECT_TRUE(count == 0 || count == 4) << filler;
    }
  }
  PageSetter endless(metrics_);
  endless.Closing(std::vector<std::string>(200, "signe"));
  EXPECT_GT(endless.Finish(false).size(), 1U);
}

}  // namespace
}  // namespace expurge
